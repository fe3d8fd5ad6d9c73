import ArgumentParser
import Foundation
import OfficeStore
import Scheduling

struct HolidayCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "holiday", abstract: "National holidays (国民の祝日・休日).", subcommands: [Import.self])

  struct Import: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Take over the Cabinet Office's CSV: every year it contains, or nothing when a row is wrong.",
      discussion: """
        CP932 or UTF-8 with the header \(HolidaySheet.header.joined(separator: ",")). The file is the authority for every \
        year it has a day of; other years keep what was imported before or are computed. No booking is cancelled: those \
        on a day that becomes closed are listed, and their office gets a task for each.
        """)

    @OptionGroup var database: DatabaseOptions

    @Argument(help: "The CSV file.")
    var file: String

    @Flag(help: "Check every row, tell what would change, and write nothing.")
    var dryRun = false

    func run() async throws {
      let holidays = try HolidaySheet.read(file)
      try await Deployment.with(database) { deployment in
        let done = try await deployment.asOwner { pool in
          try await Administration(owner: pool, clock: deployment.clock).importHolidays(holidays, isDryRun: dryRun)
        }
        let years = "\(done.years.count) \(done.years.count == 1 ? "year" : "years")"
        print("\(dryRun ? "would be " : "")imported \(holidays.count) holidays of \(years)")
        for holiday in done.added { print("\(holiday.date) becomes a holiday: \(holiday.name)") }
        for holiday in done.removed { print("\(holiday.date) is no holiday any more: \(holiday.name)") }
        for line in done.displaced.flatMap(\.lines) { print(line) }
        warn(of: holidays)
      }
    }

    private func warn(of holidays: [Holiday]) {
      let years = Dictionary(grouping: holidays, by: \.date.year).filter { $0.value.count < HolidaySheet.fewestInAYear }
      for (year, days) in years.sorted(by: { $0.key < $1.key }) {
        let sentence = "warning: \(year) has only \(days.count) holidays in \(file); was it cut off?\n"
        FileHandle.standardError.write(Data(sentence.utf8))
      }
    }
  }
}

extension DisplacedBookings {
  /// One line a time, with the booking's id and no person's data.
  var lines: [String] {
    displacements.map { time in
      let start = time.slot.start.rfc3339(in: office.zone)
      return "\(office.code): booking \(time.booking) (\(time.status.rawValue)) at \(start): \(time.misfit.rawValue)"
    }
  }
}
