import Foundation
import OfficeStore

/// Where the keys come from that seal secrets at rest: `MADOGUCHI_KEYS` holds them, or `MADOGUCHI_KEY_FILE` names a file
/// that does; a private deployment makes its own.
enum KeyFile {
  /// The keys the environment gives; nil when it gives none.
  static func ring() throws -> KeyRing? {
    if let text = Environment["KEYS"] { return try ring(text, from: "MADOGUCHI_KEYS") }
    guard let path = Environment["KEY_FILE"] else { return nil }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      throw Sentence("MADOGUCHI_KEY_FILE names \(path), which cannot be read")
    }
    return try ring(text, from: path)
  }

  /// The keys of a private deployment, made the first time; readable by whoever runs it and nobody else.
  static func findOrMake(in directory: String) throws -> KeyRing {
    let path = directory + "/keys"
    if let text = try? String(contentsOfFile: path, encoding: .utf8) { return try ring(text, from: path) }
    let line = KeyRing.line()
    let isWritten = FileManager.default.createFile(
      atPath: path, contents: Data(line.utf8), attributes: [.posixPermissions: 0o600])
    guard isWritten else { throw Sentence("\(path) cannot be written") }
    return try ring(line, from: path)
  }

  private static func ring(_ text: String, from place: String) throws -> KeyRing {
    do {
      return try KeyRing(parsing: text)
    } catch {
      switch error {
      case .empty: throw Sentence("\(place) holds no key; make one with `madoguchi keys new`")
      case .notAKey(let line): throw Sentence("\(place), line \(line): expected an id and 32 bytes in base64")
      case .sameID(let line): throw Sentence("\(place), line \(line): two keys have the same id")
      case .unknownKey, .doesNotOpen: throw error
      }
    }
  }
}
