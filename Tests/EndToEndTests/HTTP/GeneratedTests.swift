import Testing

extension EndToEndTests.HTTPTests {
  /// What is made from the contract itself. The offices are shared, because what they have is numbered.
  @Suite(.neighbours) struct GeneratedTests {}
}
