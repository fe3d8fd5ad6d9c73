import Testing

extension EndToEndTests {
  /// What every client of the API relies on, over one demo.
  @Suite(.demo) struct HTTPTests {}
}

extension EndToEndTests.HTTPTests {
  /// The demo that these tests share.
  static var demo: Demo {
    get throws { try #require(Demo.shared) }
  }
}
