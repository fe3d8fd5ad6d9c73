import OfficeStore
import Scheduling

extension CalendarEntryController<Closure> {
  /// 臨時の閉庁と開庁: closed without windows, opened specially with them.
  static func closures(_ store: OfficeStore) -> Self {
    CalendarEntryController(
      collection: "closures", name: "Closure", plural: "Closures", ability: .manageClosures, entries: store.closures,
      fields: ["already_exists": "/date"],
      create: { fields in
        let date = fields.required("date", .text(.date))
        let windows = fields.optional("windows", .windows)
        let reason = fields.required("reason", .text(.reason(ResourceLimits.reason)))
        guard let date, let reason else { return nil }
        return Closure(date: date, windows: windows ?? [], reason: reason)
      },
      change: { fields in
        var changes = FieldChanges<Closure>()
        changes.set(\.date, fields.change("date", .text(.date)))
        changes.set(\.windows, fields.change("windows", .windows))
        changes.set(\.reason, fields.change("reason", .text(.reason(ResourceLimits.reason))))
        return changes.apply
      },
      write: { json, closure in
        json.member("id", closure.id.description)
        json.member("date", closure.date.iso)
        json.member("windows", strings: closure.windows.map(\.description))
        json.member("reason", closure.reason)
      })
  }
}

extension CalendarEntryController<WeeklyHours> {
  /// 受付時間: the windows of a week.
  static func hours(_ store: OfficeStore) -> Self {
    CalendarEntryController(
      collection: "hours", name: "Hours", plural: "Hours", ability: .manageHours, entries: store.weeklyHours,
      fields: ["overlapping_windows": "/window", "range_empty": "/valid_until"],
      create: { fields in
        let weekday = fields.required("weekday", .text(.weekday))
        let window = fields.required("window", .text(.window))
        let from = fields.optional("valid_from", .text(.date))
        let until = fields.optional("valid_until", .text(.date))
        guard let weekday, let window else { return nil }
        let hours = WeeklyWindow(weekday: weekday, window: window, validFrom: from, validUntil: until)
        if !hours.hasDays { fields.report(.rangeEmpty, at: "valid_until") }
        return WeeklyHours(hours)
      },
      change: { fields in
        var changes = FieldChanges<WeeklyHours>()
        changes.set(\.window.weekday, fields.change("weekday", .text(.weekday)))
        changes.set(\.window.window, fields.change("window", .text(.window)))
        changes.set(\.window.validFrom, fields.clearing("valid_from", .text(.date)))
        changes.set(\.window.validUntil, fields.clearing("valid_until", .text(.date)))
        return { [changes] (hours) throws(DomainError) in
          changes.apply(to: &hours)
          guard hours.window.hasDays else { throw .rangeEmpty }
        }
      },
      write: { json, hours in
        json.member("id", hours.id.description)
        json.member("weekday", hours.window.weekday.name)
        json.member("window", hours.window.window.description)
        json.member("valid_from", hours.window.validFrom?.iso)
        json.member("valid_until", hours.window.validUntil?.iso)
      })
  }
}

extension FieldType<[OpeningWindow]> {
  /// The windows of one day, disjoint and in order; an empty list is none.
  fileprivate static var windows: FieldType {
    let list = FieldType.array(of: .text(.window), count: 0...Closure.maximumWindows)
    return FieldType { json, pointer, errors in
      guard let windows = list.read(json, pointer, errors) else { return nil }
      guard let disjoint = try? OpeningWindow.disjoint(windows) else {
        errors.report(.overlappingWindows, at: pointer)
        return nil
      }
      return disjoint
    }
  }
}
