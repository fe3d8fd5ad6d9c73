import FoundationEssentials

/// One of the things that a session needs besides the person who seeks work. Each is taken by one thing at a time.
public enum SessionResource: Sendable, Hashable {
  /// 相談員
  case counselor(CounselorID)
  /// 個室ブース
  case room(RoomID)
  /// 会議ライセンス
  case licence(LicenceID)

  /// The bare identifier, whatever the kind.
  public var uuid: UUID {
    switch self {
    case .counselor(let id): id.uuid
    case .room(let id): id.uuid
    case .licence(let id): id.uuid
    }
  }

  /// The counselor; nil for anything else.
  public var counselor: CounselorID? { if case .counselor(let id) = self { id } else { nil } }
  /// The room; nil for anything else.
  public var room: RoomID? { if case .room(let id) = self { id } else { nil } }
  /// The licence; nil for anything else.
  public var licence: LicenceID? { if case .licence(let id) = self { id } else { nil } }
}

extension Supply.Taken {
  /// Everything that it takes but the seeker.
  var resources: [SessionResource] {
    [counselor.map(SessionResource.counselor), room.map(SessionResource.room), licence.map(SessionResource.licence)]
      .compactMap { $0 }
  }

  /// Whether this is what takes the resource.
  public func takes(_ resource: SessionResource) -> Bool {
    switch resource {
    case .counselor(let id): counselor == id
    case .room(let id): room == id
    case .licence(let id): licence == id
    }
  }
}
