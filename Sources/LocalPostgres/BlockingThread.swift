import Foundation

/// Runs blocking work on a thread of its own, so that no thread of the cooperative pool waits for a process or a lock.
///
/// The work always runs to its end: cancelling the caller does not leave a server half started.
func onThreadOfItsOwn<Value: Sendable>(
  _ work: @escaping @Sendable () throws(LocalPostgresError) -> Value
) async throws(LocalPostgresError) -> Value {
  let result: Result<Value, LocalPostgresError> = await withCheckedContinuation { continuation in
    Thread {
      do throws(LocalPostgresError) {
        continuation.resume(returning: .success(try work()))
      } catch {
        continuation.resume(returning: .failure(error))
      }
    }.start()
  }
  return try result.get()
}
