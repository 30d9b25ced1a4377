import HTTPClient
import Synchronization

/// Tries probes and runs hooks: each within its time, none on a thread that waits.
final class ProbeRunner: Sendable {
  private let supervisor: ProcessSupervisor
  private let requests: HTTPClient
  private let slots = ProgramSlots(16)

  /// How much of a program's output is kept, in bytes.
  private static let output = 1024
  /// How long a program may go on after it was killed.
  private static let patience = Duration.seconds(10)

  init(_ supervisor: ProcessSupervisor) throws(ProcessError) {
    self.supervisor = supervisor
    var settings = HTTPClientSettings()
    settings.userAgent = "kube-probe/koperator"
    settings.maximumConcurrentRequests = 64
    settings.proxy = .none
    do throws(HTTPClientError) { requests = try HTTPClient(settings) } catch {
      throw ProcessError("no HTTP client for probes: \(error)")
    }
  }

  /// Tries a probe.
  ///
  /// - Returns: why it failed; nil where it did not.
  func failure(of probe: ProbeCommand, in container: ContainerProcess) async -> String? {
    let time = Duration.seconds(max(probe.timeoutSeconds, 1))
    switch probe.action {
    case .tcp(let host, let port):
      return await withCheckedContinuation { continuation in
        supervisor.connect(host: host, port: port, deadline: .now + time) { continuation.resume(returning: $0) }
      }
    case .http(let host, let port, let path, let isTLS):
      return await get(
        "\(isTLS ? "https" : "http")://\(host):\(port)\(path.hasPrefix("/") ? "" : "/")\(path)", within: time)
    case .exec(let words): return await run(words, in: container, within: time)
    }
  }

  private func get(_ url: String, within time: Duration) async -> String? {
    // A kubelet does not verify certificates either.
    let request = HTTPClientRequest(
      url: url, deadline: time, isRepeatable: false, credentials: HTTPClientCredentials(verifiesServer: false))
    do throws(HTTPClientError) {
      let status = try await requests.response(to: request, limit: 1 << 20).status
      return (200..<400).contains(status) ? nil : "HTTP probe failed with statuscode: \(status)"
    } catch { return error.code == .bodyTooLarge ? nil : "Get \"\(url)\": \(error)" }
  }

  /// Runs a program in a container's environment.
  ///
  /// - Returns: why it failed; nil where it did not.
  func run(_ words: [String], in container: ContainerProcess, within time: Duration) async -> String? {
    guard let name = words.first else { return "the command is empty" }
    await slots.take()
    let program = GuardedProgram(
      executable: ProgramPath.find(name, path: container.environment["PATH"]), arguments: Array(words.dropFirst()),
      environment: container.environment, workingDirectory: container.workingDirectory,
      output: .kept(bytes: Self.output))
    let result = await result(of: program, within: time)
    await slots.giveBack()
    return result
  }

  private func result(of program: GuardedProgram, within time: Duration) async -> String? {
    let answer = FirstAnswer()
    let supervisor = supervisor
    let handle = supervisor.start(program) { event in
      switch event {
      case .started: break
      case .failed(let message): answer.give(message)
      case .ended(let exit, let output):
        if exit.isSuccess { return answer.give(nil) }
        let text = String(decoding: output, as: UTF8.self).split(separator: "\n").joined(separator: " ")
        answer.give("command ended with \(exit.code)\(text.isEmpty ? "" : ": \(text)")")
      }
    }
    let timer = Task {
      guard (try? await Task.sleep(for: time)) != nil else { return }
      answer.isLate()
      supervisor.signal(handle, .kill)
      guard (try? await Task.sleep(for: Self.patience)) != nil else { return }
      answer.give(nil)
    }
    let failure = await answer.get()
    timer.cancel()
    return answer.wasLate ? "command timed out after \(time.components.seconds)s" : failure
  }
}

/// An answer of which only the first counts.
private final class FirstAnswer: Sendable {
  private struct State {
    var answer: String??
    var continuation: CheckedContinuation<String?, Never>?
    var isLate = false
  }

  private let state = Mutex(State())

  var wasLate: Bool { state.withLock { $0.isLate } }

  func isLate() { state.withLock { if $0.answer == nil { $0.isLate = true } } }

  func give(_ answer: String?) {
    let continuation = state.withLock { state -> CheckedContinuation<String?, Never>? in
      guard state.answer == nil else { return nil }
      state.answer = .some(answer)
      defer { state.continuation = nil }
      return state.continuation
    }
    continuation?.resume(returning: answer)
  }

  func get() async -> String? {
    await withCheckedContinuation { continuation in
      let answer = state.withLock { state -> String?? in
        if state.answer == nil { state.continuation = continuation }
        return state.answer
      }
      if let answer { continuation.resume(returning: answer) }
    }
  }
}
