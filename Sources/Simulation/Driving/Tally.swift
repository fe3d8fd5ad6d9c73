/// What the answers came to.
struct Tally: Sendable {
  var requests = 0
  /// How often the service was busy and was asked again.
  var busy = 0
  /// Items of lists that were finished one by one: tasks closed, messages acknowledged.
  var finished = 0
  /// Final answers, by status and code.
  var answers: [String: Int] = [:]
  var violations: [String] = []

  static func + (left: Tally, right: Tally) -> Tally {
    var sum = left
    sum.requests += right.requests
    sum.busy += right.busy
    sum.finished += right.finished
    sum.answers.merge(right.answers, uniquingKeysWith: +)
    sum.violations += right.violations
    return sum
  }
}
