// swift-tools-version: 6.2
import PackageDescription

// The floors of the house, from the cellar up; each may use only what stands above it here.
// docs/architecture.md draws them and follows one request through all of them.

let swift6: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

let package = Package(
  name: "madoguchi",
  products: [
    .executable(name: "madoguchi", targets: ["madoguchi"]),
    .executable(name: "madoguchi-drill", targets: ["Drill"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", exact: "0.10.0"),
  ],
  targets: [
    .target(name: "CLibPQ", linkerSettings: [.linkedLibrary("pq")]),
    .target(name: "COpenAPI"),
    .target(
      name: "Postgres",
      dependencies: [
        "CLibPQ",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
      ],
      swiftSettings: swift6),
    .target(
      name: "LocalPostgres", dependencies: [.product(name: "Logging", package: "swift-log")], swiftSettings: swift6),
    .target(name: "Scheduling", swiftSettings: swift6),
    .target(
      name: "Schema", path: "sql", exclude: ["tests", "README.md", "passwords.sh"], sources: ["Schema.swift"],
      resources: [.embedInCode("roles.sql"), .embedInCode("migrations")], swiftSettings: swift6),
    .target(
      name: "OfficeStore",
      dependencies: [
        "Postgres", "Scheduling", "Schema",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
      ],
      swiftSettings: swift6),
    .target(
      name: "AdminAPI",
      dependencies: [
        "COpenAPI", "OfficeStore", "Scheduling",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      exclude: ["OpenAPI", "Resources"],
      swiftSettings: swift6),
    .target(
      name: "Messaging",
      dependencies: [
        "OfficeStore", "Scheduling",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      resources: [.embedInCode("Texts/Templates")],
      swiftSettings: swift6),
    .target(
      name: "MadoguchiCLI",
      dependencies: [
        "AdminAPI", "LocalPostgres", "Messaging", "Simulation", "Stage",
        .product(name: "SwiftCSV", package: "SwiftCSV"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: swift6),
    .executableTarget(name: "madoguchi", dependencies: ["MadoguchiCLI"], swiftSettings: swift6),
    .target(
      name: "Stage",
      dependencies: [
        "LocalPostgres", "Postgres",
        .product(name: "AsyncHTTPClient", package: "async-http-client"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      swiftSettings: swift6),
    .target(name: "Randomness", swiftSettings: swift6),
    .target(
      name: "Simulation", dependencies: ["Postgres", "Randomness", "Scheduling", "Stage"], swiftSettings: swift6),
    .executableTarget(
      name: "Drill",
      dependencies: [
        "Messaging", "Postgres", "Scheduling", "Simulation", "Stage",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
      ],
      resources: [
        .embedInCode("Bench/apply.sql"), .embedInCode("Bench/offer.sql"), .embedInCode("Bench/confirm.sql"),
      ],
      swiftSettings: swift6),
    .testTarget(
      name: "SchedulingTests", dependencies: ["Randomness", "Scheduling"], exclude: ["Fixtures"],
      swiftSettings: swift6),
    .testTarget(name: "PostgresTests", dependencies: ["Postgres", "Randomness"], swiftSettings: swift6),
    .testTarget(name: "LocalPostgresTests", dependencies: ["LocalPostgres"], swiftSettings: swift6),
    .target(
      name: "TestDatabase",
      dependencies: [
        "LocalPostgres", "OfficeStore", "Postgres", "Scheduling", .product(name: "Logging", package: "swift-log"),
      ],
      path: "Tests/TestDatabase", swiftSettings: swift6),
    .testTarget(
      name: "OfficeStoreTests",
      dependencies: ["OfficeStore", "Postgres", "Randomness", "Scheduling", "Schema", "TestDatabase"],
      swiftSettings: swift6),
    .testTarget(
      name: "AdminAPITests",
      dependencies: [
        "AdminAPI", "LocalPostgres", "Messaging", "Randomness",
        .product(name: "HummingbirdTesting", package: "hummingbird"),
      ],
      swiftSettings: swift6),
    .testTarget(
      name: "SimulationTests", dependencies: ["Randomness", "Scheduling", "Simulation", "Stage"],
      swiftSettings: swift6),
    .testTarget(name: "DrillTests", dependencies: ["Drill", "Stage"], swiftSettings: swift6),
    .testTarget(
      name: "MessagingTests",
      dependencies: [
        "Messaging", "OfficeStore", "Postgres", "Randomness", "Scheduling", "Stage", "TestDatabase",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOConcurrencyHelpers", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      exclude: ["Golden"], swiftSettings: swift6),
    .testTarget(
      name: "EndToEndTests", dependencies: ["madoguchi"], exclude: ["Fixtures"], swiftSettings: swift6),
  ]
)
