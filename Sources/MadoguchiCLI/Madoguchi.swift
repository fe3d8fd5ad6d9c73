public import ArgumentParser

/// The command line: every command is a type of this module, so that `@main` is one line.
public struct Madoguchi: AsyncParsableCommand {
  /// Name, help and the commands.
  public static let configuration = CommandConfiguration(
    commandName: "madoguchi",
    abstract: "窓口: the scheduling service of public employment offices.",
    discussion: "Every option can also be an environment variable: --database-url is MADOGUCHI_DATABASE_URL.",
    version: Release.version,
    subcommands: [
      Serve.self, Demo.self, RelayCommand.self, Migrate.self, Doctor.self, OfficeCommand.self, HolidayCommand.self,
      TermsCommand.self, MessageCommand.self,
      ImportCommand<RoomSheet>.self, ImportCommand<CounselorSheet>.self, ImportCommand<LicenceSheet>.self,
      ImportCommand<HoursSheet>.self, ImportCommand<ClosureSheet>.self, ImportCommand<StaffSheet>.self,
      TokenCommand.self, KeysCommand.self, RetentionCommand.self, PostgresCommand.self, Simulate.self,
      ErrorsCommand.self,
    ])

  /// Made by the parser.
  public init() {}
}

enum Release {
  static let version = "0.1.0"
}
