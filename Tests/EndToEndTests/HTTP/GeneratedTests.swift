import Testing

extension EndToEndTests.HTTPTests {
  /// What is made from the contract itself. The offices are shared: their tokens take seconds to make.
  @Suite(.neighbours) struct GeneratedTests {}
}
