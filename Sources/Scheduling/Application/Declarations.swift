/// What an applicant declares to have (article 2(2)). Without all three an offer is refused.
public struct Declarations: Sendable, Hashable {
  /// One thing to have; the raw value is its field in the API.
  public enum Item: String, Sendable, Hashable, CaseIterable {
    /// A device that can make video calls.
    case device
    /// A camera.
    case camera
    /// The meeting software.
    case app
  }

  /// A device that can make video calls.
  public var device: Bool
  /// A camera.
  public var camera: Bool
  /// The meeting software.
  public var app: Bool

  /// What was declared.
  public init(device: Bool, camera: Bool, app: Bool) {
    self.device = device
    self.camera = camera
    self.app = app
  }

  /// What is missing, in the order of the terms.
  public var missing: [Item] {
    Item.allCases.filter { item in
      switch item {
      case .device: !device
      case .camera: !camera
      case .app: !app
      }
    }
  }
}
