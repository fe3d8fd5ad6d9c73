import Scheduling

extension Finding {
  /// Whether what is sealed can be opened, and which keys that takes.
  ///
  /// - Parameter boxes: how many of them each key seals.
  static func keys(_ keys: KeyRing?, sealing boxes: [String: Int]) -> Finding {
    let known = keys?.ids ?? []
    let lost = boxes.filter { !known.contains($0.key) }.sorted { $0.key < $1.key }
    guard lost.isEmpty else {
      return .wrong(
        "keys", "not in the ring: \(lost.map { "\($0.key) (\($0.value))" }.joined(separator: ", "))",
        remedy:
          "put the key back (MADOGUCHI_KEY_FILE, MADOGUCHI_KEYS); what it sealed can be entered anew, but not opened")
    }
    guard let keys else {
      return .warning(
        "keys", "there are none, so no meeting can be set up", remedy: "madoguchi keys new, and MADOGUCHI_KEY_FILE")
    }
    let older = known.dropFirst()
    let (needed, free) = (older.filter { boxes[$0] != nil }, older.filter { boxes[$0] == nil })
    let parts = [
      "\(keys.currentID) seals", needed.isEmpty ? nil : "still needed: \(needed.joined(separator: ", "))",
      free.isEmpty ? nil : "not needed any more: \(free.joined(separator: ", "))",
    ]
    return .ok("keys", parts.compactMap { $0 }.joined(separator: "; "))
  }
}
