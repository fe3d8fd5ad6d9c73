/// The answers on the environment (articles 5 and 12), all given at one instant.
public struct EnvironmentAnswers: Sendable, Hashable {
  private let answers: [EnvironmentQuestion: Bool]

  /// What was answered; what is left out was not asked.
  public init(_ answers: [EnvironmentQuestion: Bool]) {
    self.answers = answers
  }

  /// Yes to the six questions of article 5, and no to these of all.
  public init(noTo noes: Set<EnvironmentQuestion> = []) {
    let yeses = EnvironmentQuestion.required.map { ($0, true) }
    answers = Dictionary(yeses + noes.map { ($0, false) }) { _, no in no }
  }

  /// Whether the answer to a question was yes; nil when there is none.
  public subscript(question: EnvironmentQuestion) -> Bool? { answers[question] }

  /// What was answered with no, in the order of the terms: a flag with advice, never a refusal.
  public var concerns: [EnvironmentQuestion] { EnvironmentQuestion.allCases.filter { answers[$0] == false } }

  /// These answers after earlier ones: a no that is not asked about again stays one, until a yes is heard.
  public func following(_ earlier: EnvironmentAnswers?) -> EnvironmentAnswers {
    let standing = (earlier?.concerns ?? []).map { ($0, false) }
    return EnvironmentAnswers(answers.merging(standing) { new, _ in new })
  }
}
