import Randomness
import Scheduling

/// Makes up what one office does, moment by moment, and keeps the books that the service should come to as well.
///
/// Who gets which counselor, room or licence is the service's choice and depends on its ids, so nothing here may depend on
/// it: counselors give every service and are interchangeable, and what is free is a matter of counting.
struct OfficePlanner {
  let profile: OfficeProfile
  let timetable: Timetable
  var dice: SplitMix64

  var calendar: BusinessCalendar
  var cutoff = ConfirmCutoff.calendarDayEnd
  var holdsOffers = true

  var stories: [Story] = []
  var claims: [Instant: [Claim]] = [:]
  var blocks: [Instant: Blocks] = [:]
  /// Starts of which one more booking may or may not find something free, depending on ids.
  var murky: Set<Instant> = []
  /// Days on which somebody is away, and on which something is maintained: once a day, so that they never meet.
  var absences: Set<CivilDate> = []
  var maintained: Set<CivilDate> = []

  /// Every meeting that was made up.
  var meetings: [Credentials] = []
  var ledger = Ledger()

  private var agenda: [[Errand]]
  /// What comes after everything else of a moment.
  private var closing: [[Errand.Event]]
  private var moves: [[Move]]
  private(set) var moment = 0
  private var keys = 0

  init(_ profile: OfficeProfile, _ timetable: Timetable, seed: UInt64) {
    self.profile = profile
    self.timetable = timetable
    dice = SplitMix64(seed: seed &+ UInt64(profile.number + 1) &* 0x9FB2_1C65_1E98_DF25)
    let windows = (try? OpeningWindow.list(profile.windows)) ?? []
    calendar = BusinessCalendar(weeklyHours: WeeklyWindow.mondayToFriday(windows))
    agenda = Array(repeating: [], count: timetable.moments.count)
    closing = agenda.map { _ in [] }
    moves = agenda.map { _ in [] }
  }

  var now: Instant { timetable.moments[moment] }

  mutating func plan() -> OfficePlan {
    arrange()
    var cast = Fate.allCases[...]
    for moment in timetable.moments.indices {
      self.moment = moment
      fallDue()
      while let errand = agenda[moment].first {
        agenda[moment].removeFirst()
        run(errand)
      }
      if moment > 0 {
        // whoever comes first shows every way a booking can go
        for fate in cast.prefix(2) { arrive(fate, isCast: true) }
        cast = cast.dropFirst(2)
      }
      // and somebody still ponders an offer when all is over
      if moment == lastMorning { arrive(.pondered, isCast: true) }
      if isArrival() { arrive(dice.pick(weighted: Fate.weights, else: .held)) }
      for event in closing[moment] { run(event) }
    }
    return OfficePlan(
      profile: profile, moves: moves, bookings: stories.map(\.status), agreements: stories.map(\.agreement),
      contacts: stories.map(\.contacts), terms: termsTexts, counts: counts,
      planted: Planted(persons: stories.map(\.person), meetings: meetings))
  }

  /// When the office begins to work for the last time.
  private var lastMorning: Int? {
    let last = timetable.moments.last(where: isWorking)?.day
    return timetable.moments.firstIndex { isWorking($0) && $0.day == last }
  }

  /// As many on an open day as the office is used to, and a quarter of it through MyPage when it is closed.
  private mutating func isArrival() -> Bool {
    let perDay = timetable.moments.count / max(1, timetable.days.count)
    return dice.below(calendar.isOpenDay(now.day) ? perDay : perDay * 4) < profile.demand
  }

  /// What the terms deem to have happened by now.
  private mutating func fallDue() {
    for number in stories.indices {
      switch stories[number].status {
      case .offered:
        guard let deadline = stories[number].deadline, deadline <= now else { continue }
        stories[number].status = .lapsed
        release(number)
        tell(.lapsed, number)
      case .confirmed:
        guard let noShowAt = stories[number].noShowAt, noShowAt <= now, !isExcused(stories[number]) else {
          leaveUndone(number)
          continue
        }
        stories[number].status = .noShow
        tell(.noShow, number)
        strike(number, at: noShowAt)
      case .inSession: leaveUndone(number)
      default: break
      }
    }
  }

  private mutating func run(_ errand: Errand) {
    switch errand {
    case .booking(let number, let step): run(step, number)
    case .office(let event): run(event)
    }
  }

  // MARK: What the topics' extensions use

  /// Puts an errand on the agenda; one beyond the last moment is never run.
  mutating func later(_ errand: Errand, at index: Int?) {
    if let index, agenda.indices.contains(index) { agenda[index].append(errand) }
  }

  mutating func later(_ number: Int, _ step: Errand.Step, at index: Int?) { later(.booking(number, step), at: index) }

  /// Puts an event at the very end of a moment.
  mutating func last(_ event: Errand.Event, at index: Int?) {
    if let index, closing.indices.contains(index) { closing[index].append(event) }
  }

  mutating func send(_ move: Move) { moves[moment].append(move) }

  /// A key that no other request of the run has.
  mutating func freshKey() -> String {
    keys += 1
    return "\(profile.code)-\(keys)"
  }

  /// The place of a moment at which the office works, after `count` others of them.
  func workingMoment(after count: Int) -> Int? {
    var left = count
    for index in timetable.moments.indices.dropFirst(moment + 1) where isWorking(timetable.moments[index]) {
      if left == 0 { return index }
      left -= 1
    }
    return nil
  }

  func isWorking(_ instant: Instant) -> Bool { calendar.isOpenDay(instant.day) && instant.minute < 18 * 60 }
}
