import Testing

@testable import Scheduling

@Suite struct EnvironmentAnswersTests {
  @Test func `the questions are those of article 5 in its order, then those of article 12`() {
    #expect(
      EnvironmentQuestion.allCases.map(\.rawValue) == [
        "uninfected", "connection", "os", "firewall", "no_file_sharing", "antivirus",
        "app_ready", "connection_tested", "software_current", "private_place",
      ])
    #expect(EnvironmentQuestion.required == Array(EnvironmentQuestion.allCases.prefix(6)))
  }

  @Test func `what was answered with no is told in the terms' order`() {
    let answers = EnvironmentAnswers(noTo: [.privatePlace, .antivirus, .connection])
    #expect(answers.concerns == [.connection, .antivirus, .privatePlace])
    #expect(EnvironmentQuestion.allCases.filter { answers[$0] == true }.count == 4)
    #expect(
      EnvironmentQuestion.allCases.filter { answers[$0] == nil } == [.appReady, .connectionTested, .softwareCurrent])
    #expect(EnvironmentAnswers().concerns.isEmpty)
  }

  @Test func `a no that is not asked about again stays one until a yes is heard`() {
    let first = EnvironmentAnswers(noTo: [.os, .privatePlace])
    let second = EnvironmentAnswers().following(first)
    #expect(second.concerns == [.privatePlace] && second[.os] == true)
    var heard = Dictionary(uniqueKeysWithValues: EnvironmentQuestion.required.map { ($0, true) })
    heard[.privatePlace] = true
    #expect(EnvironmentAnswers(heard).following(second).concerns.isEmpty)
  }

  @Test func `a yes that is not asked about again is no answer of the later check`() {
    var heard = Dictionary(uniqueKeysWithValues: EnvironmentQuestion.required.map { ($0, true) })
    heard[.appReady] = true
    #expect(EnvironmentAnswers().following(EnvironmentAnswers(heard))[.appReady] == nil)
    #expect(EnvironmentAnswers().following(nil) == EnvironmentAnswers())
  }

  @Test func `each question has an advice of its own, in both languages`() {
    let advice = EnvironmentQuestion.allCases.map(\.advice)
    for words in [advice.map(\.code), advice.map(\.japanese), advice.map(\.english)] {
      #expect(Set(words).count == EnvironmentQuestion.allCases.count && !words.contains(""))
    }
  }
}
