/// Everything a rule of the counter, or the store that keeps it, may refuse. The list is closed.
public enum DomainError: Error, Sendable, Hashable {
  /// There is no such thing in this office.
  case notFound
  /// The action is not possible in the booking's current status.
  case illegalTransition(current: BookingStatus)
  /// Somebody else has the time; the bookings in the way, and what else is, where the asker may know them.
  case slotTaken(bookings: [BookingID], others: Obstacles = Obstacles())
  /// The seeker has another booking then.
  case seekerBusy
  /// Too many want the same; worth another try.
  case busy(retryAfterMilliseconds: Int)
  /// The offer's deadline has passed.
  case offerLapsed
  /// The slot's cut-off has passed (article 6(1)).
  case pastCutoff
  /// The offer does not hold that time.
  case notOffered
  /// The session cannot be started before this instant.
  case tooEarly(from: Instant)
  /// The booking has changed since the version the asker knows.
  case versionConflict(current: Int)
  /// Candidates of one offer overlap.
  case overlappingSlots
  /// A time that cannot be booked; the index is its place in the request's list.
  case slot(SlotError, index: Int)
  /// An offer names at most so many candidates (A6).
  case tooManyCandidates(max: Int)
  /// The asked range has no day.
  case rangeEmpty
  /// The asked range has too many days.
  case rangeTooLong(maxDays: Int)
  /// A series ends before its first occurrence.
  case seriesEmpty
  /// A series has too many occurrences.
  case seriesTooLong(max: Int)
  /// The office gives no such service.
  case unknownService
  /// The office has no such booking.
  case unknownBooking
  /// The office has no such person.
  case unknownSeeker
  /// The office has no such counselor in use, or not for that service.
  case unknownCounselor
  /// The office has no such room in use.
  case unknownRoom
  /// The office has no such licence in use, or not of that vendor.
  case unknownLicence
  /// There is no such vendor.
  case unknownVendor
  /// The office does not use that vendor.
  case vendorNotEnabled
  /// No counselor of the office gives that service, or no room or licence exists.
  case noResources
  /// No version of the terms is in force.
  case noTermsInForce
  /// A reasonable change of the terms takes effect only after it was announced (article 13(2)).
  case announcedTooLate
  /// The issuer has terms already, so another version is a change and needs its ground (article 13).
  case notTheFirstVersion
  /// The terms are another issuer's.
  case notTheIssuer
  /// The terms were not pointed out at the intake.
  case termsNotAcknowledged
  /// The job-seeker number must be known for this step (A5).
  case jobSeekerNumberRequired
  /// The applicant has not declared to have this (article 2(2)).
  case declarationMissing(Declarations.Item)
  /// The environment checklist is unanswered (A16).
  case environmentCheckMissing
  /// The office takes no cancellations over that channel (A1).
  case channelNotAllowed
  /// The contact would lie in the future, before the offer, or was not noted by staff.
  case invalidReceivedAt
  /// The user cannot have entered the meeting then: before the booking was firm, or in the future.
  case invalidJoinedAt
  /// The step is not possible in the refusal's current status.
  case illegalRefusalStep(current: RefusalStatus)
  /// The person is refused in that time already.
  case refusalOverlaps
  /// An appeal against the refusal was noted already.
  case alreadyAppealed
  /// What is told lies in the future.
  case inTheFuture
  /// The office records no use (article 7(1)).
  case usageEventsOff
  /// The step is not possible in the disclosure's current status.
  case illegalDisclosureStep(current: DisclosureStatus)
  /// A disclosure is extended once, before it is due.
  case extensionNotPossible
  /// Device identifiers would be kept longer than the records of use they belong to.
  case devicesOutliveUsage
  /// Retention has blanked it: nothing happens to it any more.
  case blanked
  /// The role may not override, or not this rule here.
  case overrideNotAllowed
  /// The role may not do this.
  case forbidden
  /// The message is still on its way.
  case messagePending
  /// What the message says is no longer so.
  case messageOutdated
  /// The meeting's credentials are not for the asker.
  case secretWithheld
  /// The licence had no credentials for this meeting so far.
  case meetingNotIssued
  /// The credentials are of another vendor than the licence.
  case otherVendor
  /// One of the meetings was taken into the pool before.
  case alreadyInPool
  /// The deployment has no keys, or not the one that the secret was sealed with.
  case keysMissing
  /// Another thing of the office has that name.
  case duplicateName
  /// Another thing of the office stands there already.
  case alreadyExists
  /// Two windows share time.
  case overlappingWindows
  /// Something still depends on it.
  case inUse
  /// The same request is still running.
  case requestInProgress(retryAfterMilliseconds: Int)
  /// The key was used for another request.
  case idempotencyMismatch
  /// The request was carried out before, and its answer is not kept; where to look.
  case alreadyDone(location: String)
  /// The database cannot be reached, takes no writes, or has no room.
  case databaseUnavailable
  /// A fault of ours; what it was is in the log, never in the answer.
  case unexpected
}
