/// The six answers on the environment (article 5), all given at one instant.
public struct EnvironmentAnswers: Sendable, Hashable {
  private let noes: Set<EnvironmentQuestion>

  /// Yes to everything but these.
  public init(noTo noes: Set<EnvironmentQuestion> = []) {
    self.noes = noes
  }

  /// Whether the answer to a question was yes.
  public subscript(question: EnvironmentQuestion) -> Bool { !noes.contains(question) }

  /// What was answered with no, in the order of the terms: a flag with advice, never a refusal.
  public var concerns: [EnvironmentQuestion] { EnvironmentQuestion.allCases.filter(noes.contains) }
}

extension EnvironmentQuestion {
  /// What a user who answered no is advised to do, as a code whose words a client knows.
  public var advice: String {
    switch self {
    case .uninfected: "scan_the_device"
    case .connection: "use_a_trusted_connection"
    case .os: "update_the_system"
    case .firewall: "turn_the_firewall_on"
    case .noFileSharing: "remove_file_sharing"
    case .antivirus: "update_the_antivirus"
    }
  }
}
