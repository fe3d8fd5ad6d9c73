import Foundation

/// A folder that messages are laid into, one JSON file each: for the demo, and for whoever fetches files. They hold
/// meeting secrets, so both folder and files are the owner's alone.
public struct SpoolChannel: DeliveryChannel {
  private let folder: String

  /// - Parameter folder: made when the first message comes.
  public init(folder: String) { self.folder = folder }

  /// Writes the file beside and renames it, so that nobody reads half of it; a repetition replaces it.
  public func deliver(_ message: OutgoingMessage, attempt: Int) async throws(DeliveryFailure) {
    let name = "\(message.createdAt.microseconds)-\(message.id).json"
    let hidden = "\(folder)/.\(name).\(UInt32.random(in: .min ... .max))"
    do {
      try FileManager.default.createDirectory(
        atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw .spoolFailed
    }
    let made = FileManager.default.createFile(
      atPath: hidden, contents: Data(message.body), attributes: [.posixPermissions: 0o600])
    guard made, rename(hidden, "\(folder)/\(name)") == 0 else {
      try? FileManager.default.removeItem(atPath: hidden)
      throw .spoolFailed
    }
  }
}
