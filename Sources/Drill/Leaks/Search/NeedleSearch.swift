import Foundation

/// Looks for all needles in all their encodings at once.
struct NeedleSearch: Sendable {
  struct Hit: Sendable, Hashable {
    let needle: Needle
    let encoding: Encoding
    /// Where it ends.
    let end: Int
  }

  private struct Form: Sendable {
    let needle: Needle
    let encoding: Encoding
    let bytes: [UInt8]
  }

  private static let filterBits: UInt32 = 18

  private let forms: [Form]
  /// By the last four bytes: in these persons and numbers differ, which begin alike.
  private let byTail: [UInt32: [Int]]
  /// Whether any form may end in four bytes with this hash; most places of a text are done with this.
  private let filter: [Bool]

  init(_ needles: Set<Needle>) {
    var forms: [Form] = []
    var byTail: [UInt32: [Int]] = [:]
    var filter = Array(repeating: false, count: 1 << Self.filterBits)
    for needle in needles {
      for (encoding, bytes) in Encoding.forms(of: needle) {
        let tail = bytes.suffix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
        byTail[tail, default: []].append(forms.count)
        filter[Self.hash(tail)] = true
        forms.append(Form(needle: needle, encoding: encoding, bytes: bytes))
      }
    }
    (self.forms, self.byTail, self.filter) = (forms, byTail, filter)
  }

  /// Everything that is found, in the order of where it ends.
  func hits(in bytes: UnsafeBufferPointer<UInt8>) -> [Hit] {
    guard let base = bytes.baseAddress else { return [] }
    return filter.withUnsafeBufferPointer { filter in
      guard let filter = filter.baseAddress else { return [] }
      var hits: [Hit] = []
      var tail: UInt32 = 0
      var end = 0
      // a while and pointers, because a debug build looks through megabytes too
      while end < bytes.count {
        tail = tail &<< 8 | UInt32(base[end])
        end &+= 1
        guard filter[Self.hash(tail)], let candidates = byTail[tail] else { continue }
        for form in candidates.lazy.map({ forms[$0] }) where form.bytes.count <= end {
          if memcmp(base + end - form.bytes.count, form.bytes, form.bytes.count) == 0 {
            hits.append(Hit(needle: form.needle, encoding: form.encoding, end: end))
          }
        }
      }
      return hits
    }
  }

  /// The same of a text.
  func hits(in text: String) -> [Hit] {
    var text = text
    return text.withUTF8 { hits(in: $0) }
  }

  private static func hash(_ tail: UInt32) -> Int { Int((tail &* 0x9E37_79B1) &>> (32 &- filterBits)) }
}
