import Foundation
import Scheduling

/// On what occasion somebody acts: what the audit says besides who it was.
public struct Occasion: Sendable, Hashable {
  /// The request's id, as its answer carries it; nil for what no request made.
  public var requestID: String?
  /// OpenAPI's operationId; of a command or the clock the name of what it does, a word of the same form.
  public var operation: String
  /// What for.
  public var purpose: Purpose
  /// What else than a booking the request is about, if its address says so.
  public var subject: UUID?

  /// An occasion.
  public init(requestID: String? = nil, operation: String, purpose: Purpose, subject: UUID? = nil) {
    self.requestID = requestID
    self.operation = operation
    self.purpose = purpose
    self.subject = subject
  }

  /// The store was asked without a request: at the command line, or in a test.
  public static let commandLine = Occasion(operation: "command", purpose: .administration)
}
