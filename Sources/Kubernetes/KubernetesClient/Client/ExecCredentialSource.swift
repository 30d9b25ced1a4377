import KubernetesObjects
import Synchronization

/// The credential of an exec plugin: kept until it expires or is refused, then the plugin is run again.
///
/// Who asks while the plugin runs waits for that run. After a run that failed, all get its error for a while, so that a
/// plugin that does not work is not run for every request.
final class ExecCredentialSource: Sendable {
  /// A credential, and which one it is.
  struct Numbered: Sendable {
    let number: UInt64
    let credential: ExecCredential
  }

  private typealias Outcome = Result<Numbered, ConfigurationError>

  private struct State {
    var current: Numbered?
    var lastNumber: UInt64 = 0
    var run: OneValue<Outcome>?
    var failures = 0
    var failure: (error: ConfigurationError, until: Duration)?
  }

  private let plugin: ExecPlugin
  private let clock: any MonotonicClock
  private let perform: @Sendable () -> Result<ExecCredential, ConfigurationError>
  private let backoff = Backoff(initial: .seconds(1), maximum: .seconds(60))
  private let state = Mutex(State())

  /// - Parameter perform: runs the plugin, on a thread of its own.
  init(
    _ plugin: ExecPlugin, clock: any MonotonicClock,
    perform: @escaping @Sendable () -> Result<ExecCredential, ConfigurationError>
  ) {
    self.plugin = plugin
    self.clock = clock
    self.perform = perform
  }

  /// The credential to use now.
  func current(by deadline: Duration) async throws(ClientError) -> Numbered {
    let (known, run) = try known()
    if let known { return known }
    let outcome = try await clock.within(deadline) { () async throws(ClientError) -> Outcome? in await run?.get() }
    switch outcome {
    case .none: throw ClientError(.outOfTime)
    case .some(.none): throw ClientError(.cancelled)
    case .some(.some(.failure(let error))): throw ClientError(.configuration(error))
    case .some(.some(.success(let credential))): return credential
    }
  }

  /// Says that the server refused a credential: the plugin is run before the next request.
  func refused(_ number: UInt64) {
    state.withLock { state in if state.current?.number == number { state.current = nil } }
  }

  /// The credential where it holds, else the run that will give one.
  private func known() throws(ClientError) -> (Numbered?, OneValue<Outcome>?) {
    let now = clock.now
    let seconds = clock.wall.microsecondsSince1970 / 1_000_000
    let result = state.withLock { state -> Result<(Numbered?, OneValue<Outcome>?, Bool), ConfigurationError> in
      if let current = state.current, !current.credential.isExpired(at: seconds) {
        return .success((current, nil, false))
      }
      if let run = state.run { return .success((nil, run, false)) }
      if let failure = state.failure, now < failure.until { return .failure(failure.error) }
      let run = OneValue<Outcome>()
      state.run = run
      return .success((nil, run, true))
    }
    switch result {
    case .failure(let error): throw ClientError(.configuration(error))
    case .success((let known, let run, let isNew)):
      if isNew, !BackgroundThread.run({ self.finish(self.perform()) }) {
        finish(
          .failure(
            ConfigurationError(
              .plugin, "the plugin \(plugin.command) cannot be run: the system gives no thread",
              remedy: "look at the process's limits")))
      }
      return (known, run)
    }
  }

  private func finish(_ result: Result<ExecCredential, ConfigurationError>) {
    let now = clock.now
    let (run, outcome) = state.withLock { state -> (OneValue<Outcome>?, Outcome) in
      let run = state.run
      state.run = nil
      switch result {
      case .success(let credential):
        state.lastNumber += 1
        let numbered = Numbered(number: state.lastNumber, credential: credential)
        state.current = numbered
        state.failure = nil
        state.failures = 0
        return (run, .success(numbered))
      case .failure(let error):
        state.failures += 1
        var generator = SystemRandomNumberGenerator()
        state.failure = (error, now + backoff.rest(after: state.failures, using: &generator))
        return (run, .failure(error))
      }
    }
    run?.set(outcome)
  }
}
