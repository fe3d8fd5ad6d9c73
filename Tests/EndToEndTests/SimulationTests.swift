import Testing

extension EndToEndTests {
  @Suite struct SimulationTests {
    @Test func `a short simulation agrees with the service, and again word for word`() async throws {
      let command = ["simulate", "--offices", "2", "--days", "3", "--seed", "5"]
      let first = try await Program.run(command)
      #expect(first.exitCode == 0, "\(first.output)\(first.errors)")
      #expect(first.output.contains("violations: 0"))
      let second = try await Program.run(command)
      #expect(second.output == first.output)
    }
  }
}
