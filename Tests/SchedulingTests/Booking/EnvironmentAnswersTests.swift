import Testing

@testable import Scheduling

@Suite struct EnvironmentAnswersTests {
  @Test func `the questions are those of article 5, in its order`() {
    #expect(
      EnvironmentQuestion.allCases.map(\.rawValue) == [
        "uninfected", "connection", "os", "firewall", "no_file_sharing", "antivirus",
      ])
  }

  @Test func `what was answered with no is told in the terms' order`() {
    let answers = EnvironmentAnswers(noTo: [.antivirus, .connection])
    #expect(answers.concerns == [.connection, .antivirus])
    #expect(EnvironmentQuestion.allCases.filter { answers[$0] }.count == 4)
    #expect(EnvironmentAnswers().concerns.isEmpty)
  }

  @Test func `each question has an advice of its own`() {
    #expect(Set(EnvironmentQuestion.allCases.map(\.advice)).count == 6)
  }
}
