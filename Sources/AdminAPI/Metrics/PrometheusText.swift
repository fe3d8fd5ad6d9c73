/// Writes the text format of Prometheus, version 0.0.4.
public struct PrometheusText {
  /// The text so far.
  public private(set) var text = ""

  /// The media type of the text.
  static let mediaType = "text/plain; version=0.0.4; charset=utf-8"

  /// An empty text.
  public init() {}

  /// Announces a metric; its samples must follow.
  public mutating func family(_ name: String, _ type: String, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
  }

  /// One sample of a metric.
  public mutating func sample(_ name: String, _ labels: [(String, String)] = [], _ value: Double) {
    text += name
    if !labels.isEmpty {
      text += "{" + labels.map { "\($0)=\"\(Self.escaped($1))\"" }.joined(separator: ",") + "}"
    }
    text += " \(Self.number(value))\n"
  }

  mutating func histogram(_ name: String, _ labels: [(String, String)], _ histogram: DurationHistogram) {
    for (bound, count) in zip(DurationHistogram.bounds, histogram.cumulative) {
      sample(name + "_bucket", labels + [("le", Self.number(bound))], Double(count))
    }
    sample(name + "_bucket", labels + [("le", "+Inf")], Double(histogram.count))
    sample(name + "_sum", labels, histogram.sum)
    sample(name + "_count", labels, Double(histogram.count))
  }

  private static func number(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? "\(value)"
  }

  private static func escaped(_ value: String) -> String {
    var escaped = ""
    for character in value {
      switch character {
      case "\\": escaped += "\\\\"
      case "\"": escaped += "\\\""
      case "\n": escaped += "\\n"
      default: escaped.append(character)
      }
    }
    return escaped
  }
}
