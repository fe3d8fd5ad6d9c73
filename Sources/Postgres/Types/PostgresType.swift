/// A type of the server, known by its object identifier.
public struct PostgresType: Sendable, Hashable {
  /// The identifier in `pg_type`; 0 lets the server infer the type.
  public let oid: UInt32
  /// The identifier of the array of this type; 0 where there is none.
  public let arrayOID: UInt32

  /// A type by its identifiers.
  public init(oid: UInt32, arrayOID: UInt32 = 0) {
    self.oid = oid
    self.arrayOID = arrayOID
  }

  /// The type of one-dimensional arrays of this type.
  public var array: PostgresType { PostgresType(oid: arrayOID) }

  /// Types are the same when their identifiers are.
  public static func == (a: PostgresType, b: PostgresType) -> Bool { a.oid == b.oid }
  /// Hashes the identifier.
  public func hash(into hasher: inout Hasher) { hasher.combine(oid) }
}

/// The built-in types, as `pg_type.dat` numbers them.
extension PostgresType {
  /// The server infers the type.
  public static let unspecified = PostgresType(oid: 0)
  /// `boolean`.
  public static let bool = PostgresType(oid: 16, arrayOID: 1000)
  /// `bytea`.
  public static let bytea = PostgresType(oid: 17, arrayOID: 1001)
  /// `name`, the type of identifiers in the catalogue.
  public static let name = PostgresType(oid: 19, arrayOID: 1003)
  /// `bigint`.
  public static let int8 = PostgresType(oid: 20, arrayOID: 1016)
  /// `smallint`.
  public static let int2 = PostgresType(oid: 21, arrayOID: 1005)
  /// `integer`.
  public static let int4 = PostgresType(oid: 23, arrayOID: 1007)
  /// `text`.
  public static let text = PostgresType(oid: 25, arrayOID: 1009)
  /// `json`.
  public static let json = PostgresType(oid: 114, arrayOID: 199)
  /// `real`.
  public static let float4 = PostgresType(oid: 700, arrayOID: 1021)
  /// `double precision`.
  public static let float8 = PostgresType(oid: 701, arrayOID: 1022)
  /// The type of a bare literal.
  public static let unknown = PostgresType(oid: 705)
  /// `character(n)`.
  public static let bpchar = PostgresType(oid: 1042, arrayOID: 1014)
  /// `character varying`.
  public static let varchar = PostgresType(oid: 1043, arrayOID: 1015)
  /// `date`.
  public static let date = PostgresType(oid: 1082, arrayOID: 1182)
  /// `time without time zone`.
  public static let time = PostgresType(oid: 1083, arrayOID: 1183)
  /// `timestamp with time zone`.
  public static let timestamptz = PostgresType(oid: 1184, arrayOID: 1185)
  /// `uuid`.
  public static let uuid = PostgresType(oid: 2950, arrayOID: 2951)
  /// `jsonb`.
  public static let jsonb = PostgresType(oid: 3802, arrayOID: 3807)
  /// `tstzrange`.
  public static let tstzrange = PostgresType(oid: 3910, arrayOID: 3911)
}
