import Scheduling

/// Silence that is nobody's fault (article 9), and the log of contacts (A8).
extension OfficePlanner {
  /// Whether an incident touches the time in which the user was waited for.
  func isExcused(_ story: Story) -> Bool {
    guard let start = story.start, let noShowAt = story.noShowAt else { return false }
    return ledger.incidents.contains { $0.excuses(silenceFrom: start, until: noShowAt, vendor: story.vendor) }
  }

  /// Five minutes into a silent session an outage is noted: nobody who had a session then is a no-show. Where somebody is
  /// there to show what silence comes to, it is noted too late for that.
  mutating func reportOutage(_ number: Int, _ start: Instant) {
    let vendor = dice.chance(50) ? stories[number].vendor : nil
    let isInTheWay = stories.contains { story in
      story.isCast && story.fate.isShownBySilence && story.isAwaited(at: start)
        && vendor.map { $0 == story.vendor } ?? true
    }
    guard !isInTheWay else { return later(number, .reportOutageLate(start), at: moment + 1) }
    if !isExcused(stories[number]) { enterIncident(from: start, of: vendor) }
    for other in stories.indices where stories[other].isAwaited(at: start) && isExcused(stories[other]) {
      later(other, .settle(start), at: moment + 2)
    }
  }

  /// The outage becomes known when the cancellation has been deemed: a person takes it back.
  mutating func reportOutageLate(_ number: Int, _ start: Instant) {
    if !isExcused(stories[number]) {
      enterIncident(from: start, of: dice.chance(50) ? stories[number].vendor : nil)
    }
    let body: JSON = ["to": "cancelled_by_office", "reason": "会議の障害で接続できなかった"]
    send("no-show/reverse", number, body, .ok(200, .cancelledByOffice))
    end(number, .cancelledByOffice)
    tell(.cancelled, number)
    forgive(number)
    readIncident(of: number)
  }

  /// What never began for an outage is cancelled by the office, and the event says why.
  mutating func settle(_ number: Int) {
    guard stories[number].noShowAt != nil, isExcused(stories[number]) else { return }
    send(
      "", number, method: "GET", nil,
      .ok(200, .confirmed, says: ["flags": .holding("excused"), "excused_by": .id(incident(met: number))]))
    cancel(number, reason: "会議の障害")
    readIncident(of: number)
  }

  private mutating func enterIncident(from start: Instant, of vendor: Vendor?) {
    // no two end at the same instant, so that one of them is always the first
    let others = ledger.incidents.count { $0.start == start.adding(minutes: -3) }
    let period = IncidentPeriod(
      vendor: vendor, start: start.adding(minutes: -3), end: start.adding(minutes: 20 - others))
    let number = ledger.incidents.count
    var body: JSON = ["code": .text(vendor == nil ? "office_outage" : "vendor_outage")]
    body = body.with("vendor", vendor.map { .text($0.rawValue) }).with("start", .text(period.start.rfc3339UTC))
      .with("end", period.end.map { .text($0.rfc3339UTC) }).with("note", "接続障害")
    if dice.chance(20) { send("POST", "incidents", by: .counselor, body, .refused(403, "forbidden")) }
    let met = stories.filter { story in
      guard let start = story.start, let noShowAt = story.noShowAt, noShowAt <= now else { return false }
      return period.excuses(silenceFrom: start, until: noShowAt, vendor: story.vendor)
    }
    let reach: [String: Saying] = [
      "excused": .count(met.count { $0.status == .confirmed }), "affected": .count(met.count { $0.status == .noShow }),
    ]
    send("POST", "incidents", by: .supervisor, body, .ok(201, says: reach), learns: .id(.incident(number)))
    ledger.incidents.append(period)
  }

  /// Of those that the session met, the one that was over first.
  private func incident(met number: Int) -> Reference {
    let story = stories[number]
    let met = ledger.incidents.indices.filter { index in
      let incident = ledger.incidents[index]
      guard let start = story.start, let end = story.end else { return false }
      return incident.vendor.map { $0 == story.vendor } ?? true && incident.start < min(end, now)
        && incident.end.map { $0 > start } ?? true
    }
    return .incident(met.min { (ledger.incidents[$0].end ?? now) < (ledger.incidents[$1].end ?? now) } ?? 0)
  }

  private mutating func readIncident(of number: Int) {
    send(
      "events", number, method: "GET", nil, .ok(says: ["items.-1.incident": .id(incident(met: number))]))
  }

  /// The log holds every contact about a booking.
  mutating func readContacts(_ number: Int) {
    send(
      "contacts", number, method: "GET", nil,
      .ok(says: ["items": .count(stories[number].contacts), "items.0.channel": .text("phone")]))
  }
}

extension Fate {
  /// Whether it takes a no-show to show it.
  fileprivate var isShownBySilence: Bool {
    [.absent, .absentAgain, .absentByMistake, .absentAfterCall, .excusedLate].contains(self)
  }
}
