import ArgumentParsing
import Dispatch
import Foundation
import Sandbox
import Synchronization

/// One run of a sandbox in the foreground, from its start to its end.
///
/// States: starting, up, stopping. The first signal stops it; later ones change nothing, so that never half of it is left.
final class SandboxRun: Sendable {
  private enum Event: Sendable {
    case up
    case failed(SandboxError)
    case signal(String)
    case stopRequest
    case checked
  }

  private let sandbox: Sandbox
  private let kcat: String?
  private let events: AsyncStream<Event>
  private let tell: AsyncStream<Event>.Continuation
  private let signals: SandboxSignals

  /// - Parameter kcat: What the check is made with; nil makes none, and the sandbox runs until it is stopped.
  init(_ settings: SandboxSettings, kcat: String?) {
    self.kcat = kcat
    let (events, tell) = AsyncStream.makeStream(of: Event.self, bufferingPolicy: .bufferingNewest(16))
    self.events = events
    self.tell = tell
    sandbox = Sandbox(settings) { Terminal.say("sandbox: \($0)") }
    signals = SandboxSignals { tell.yield(.signal($0)) }
  }

  /// Runs it, and waits for its end.
  ///
  /// - Returns: What it failed with; nil where it did what it was asked to do.
  func wait() -> InputFiles.Failure? {
    let result = Mutex<InputFiles.Failure?>(nil)
    let ended = DispatchSemaphore(value: 0)
    Task {
      let failure = await self.run()
      result.withLock { $0 = failure }
      ended.signal()
    }
    ended.wait()
    return result.withLock { $0 }
  }

  private func run() async -> InputFiles.Failure? {
    let (sandbox, tell, kcat) = (sandbox, tell, kcat)
    sandbox.onStopRequest { tell.yield(.stopRequest) }
    let work = Task {
      do throws(SandboxError) {
        try await sandbox.start()
        tell.yield(.up)
        if let kcat {
          try await sandbox.check(kcat: kcat)
          tell.yield(.checked)
        }
      } catch { tell.yield(.failed(error)) }
    }
    var isUp = false
    var isWhole = true
    var failure: InputFiles.Failure?
    waiting: for await event in events {
      switch event {
      case .up:
        isUp = true
        if kcat == nil { try? FileHandle.standardOutput.write(contentsOf: Data(sandbox.guide().utf8)) }
      case .failed(let error):
        failure = SandboxOptions.failure(error)
        break waiting
      case .signal(let name):
        Terminal.say("sandbox: \(name): stopping")
        isWhole = isUp && kcat == nil
        if !isWhole { failure = InputFiles.Failure(code: .interrupted) }
        break waiting
      case .stopRequest:
        Terminal.say("sandbox: stopping")
        isWhole = isUp && kcat == nil
        if !isWhole { failure = InputFiles.Failure(code: .interrupted) }
        break waiting
      case .checked: break waiting
      }
    }
    work.cancel()
    await work.value
    await sandbox.stop()
    Terminal.say(isWhole ? "sandbox: stopped" : "sandbox: stopped before it had done everything")
    return failure
  }
}

/// The signals that stop a sandbox; none of them ends the process by itself.
final class SandboxSignals: Sendable {
  private static let names = [SIGINT: "SIGINT", SIGTERM: "SIGTERM", SIGHUP: "SIGHUP"]
  private let sources: Mutex<[any DispatchSourceSignal]>

  init(_ tell: @escaping @Sendable (String) -> Void) {
    // Nobody may read what it says any more (`| tee` ends with the same Ctrl-C): it stops as ever, and cleans up.
    signal(SIGPIPE, SIG_IGN)
    var sources: [any DispatchSourceSignal] = []
    for (number, name) in Self.names {
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
      source.setEventHandler { tell(name) }
      source.resume()
      sources.append(source)
    }
    self.sources = Mutex(sources)
  }
}

extension Terminal {
  /// Writes a line to standard error, as it is.
  static func say(_ line: String) { try? FileHandle.standardError.write(contentsOf: Data("\(line)\n".utf8)) }
}
