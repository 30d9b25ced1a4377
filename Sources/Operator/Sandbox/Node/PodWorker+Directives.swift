import KubernetesClient
import KubernetesObjects

extension PodWorker {
  /// Does what the machine asks for.
  func carryOut(_ directives: [PodDirective]) {
    for directive in directives {
      switch directive {
      case .start(let name, let run): start(name, run)
      case .terminate(let name, let run): signal(name, run, .terminate)
      case .kill(let name, let run): signal(name, run, .kill)
      case .probe(let name, let run, let kind): probe(name, run, kind)
      case .hook(let name, let run, let kind, let time): hook(name, run, kind, time)
      case .report(let name, let isWarning, let reason, let action, let note):
        tools.events.record(
          isWarning ? .warning : .normal, reason: reason, action: action, note: note, regarding: reference(name))
      case .gone: break
      }
    }
  }

  private func container(_ name: String) -> ContainerProcess? {
    machine.containers.first { $0.name == name }?.process
  }

  private func start(_ name: String, _ run: Int) {
    let inbox = inbox
    guard let container = container(name) else {
      tell(.input(.notStarted(name, run: run, message: "container \(name) has no program here")))
      return
    }
    let path = logPath(name)
    let size = LogTail.size(of: path)
    let readsLog = machine.containers.first { $0.name == name }?.fallsBackToLog ?? false
    let program = GuardedProgram(
      executable: ProgramPath.find(container.executable, path: container.environment["PATH"]),
      arguments: container.arguments, environment: container.environment, workingDirectory: container.workingDirectory,
      output: .file(path: path, limit: tools.configuration.logLimit))
    let handle = tools.supervisor.start(program) { event in
      switch event {
      case .started(let process): inbox.yield(.input(.started(name, run: run, process: process)))
      case .failed(let message): inbox.yield(.input(.notStarted(name, run: run, message: message)))
      case .ended(let exit, _):
        let log = readsLog && !exit.isSuccess ? LogTail.read(path, since: size) : nil
        inbox.yield(.input(.ended(name, run: run, exit, log: log)))
      }
    }
    handles[name] = (run, handle)
  }

  private func signal(_ name: String, _ run: Int, _ signal: GuardSignal) {
    guard let entry = handles[name], entry.run == run else { return }
    tools.supervisor.signal(entry.handle, signal)
  }

  private func probe(_ name: String, _ run: Int, _ kind: ProbeKind) {
    guard let container = container(name) else { return }
    let probe =
      switch kind {
      case .startup: container.startupProbe
      case .readiness: container.readinessProbe
      case .liveness: container.livenessProbe
      }
    guard let probe else { return }
    let probes = tools.probes
    let inbox = inbox
    Task {
      let failure = await probes.failure(of: probe, in: container)
      inbox.yield(.input(.probed(name, run: run, kind, succeeded: failure == nil, failure ?? "")))
    }
  }

  private func hook(_ name: String, _ run: Int, _ kind: HookKind, _ time: Duration) {
    guard let container = container(name) else { return }
    let words = (kind == .preStop ? container.preStop : container.postStart) ?? []
    let probes = tools.probes
    let inbox = inbox
    Task {
      let failure = await probes.run(words, in: container, within: time)
      inbox.yield(.input(.hookEnded(name, run: run, kind, failure: failure)))
    }
  }
}
