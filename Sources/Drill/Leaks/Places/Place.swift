/// A kind of place that was looked through, and what was found there that does not belong there.
struct Place: Sendable {
  /// Something that is where it does not belong; never the value itself.
  struct Finding: Sendable, Hashable {
    let what: Needle.Kind
    let encoding: Encoding
    let location: String
  }

  let name: String
  /// What is counted: `lines`, `answers`.
  let unit: String
  private(set) var looked = 0
  private(set) var findings: [Finding] = []

  init(_ name: String, _ unit: String) {
    self.name = name
    self.unit = unit
  }

  /// Whether it was looked through, and nothing was found.
  var isClean: Bool { looked > 0 && findings.isEmpty }

  /// Looks through one text.
  ///
  /// - Parameter belongs: whether what is found may be there.
  mutating func look(
    through text: String, for search: NeedleSearch, at location: @autoclosure () -> String,
    unless belongs: (Needle) -> Bool = { _ in false }
  ) {
    looked += 1
    var seen: Set<Needle> = []
    for hit in search.hits(in: text) where seen.insert(hit.needle).inserted && !belongs(hit.needle) {
      findings.append(Finding(what: hit.needle.kind, encoding: hit.encoding, location: location()))
    }
  }

  /// Looks through a file of lines; no needle spans two of them.
  mutating func look(throughLinesOf bytes: [UInt8], for search: NeedleSearch) {
    bytes.withUnsafeBufferPointer { bytes in
      var line = 1
      var place = 0
      for hit in search.hits(in: bytes) {
        line += bytes[place..<hit.end].count { $0 == 0x0A }
        place = hit.end
        findings.append(Finding(what: hit.needle.kind, encoding: hit.encoding, location: "line \(line)"))
      }
      looked += bytes.count { $0 == 0x0A }
    }
  }

  /// Notes what somebody else has found.
  mutating func note(_ what: Needle, _ encoding: Encoding, at location: String) {
    findings.append(Finding(what: what.kind, encoding: encoding, location: location))
  }
}
