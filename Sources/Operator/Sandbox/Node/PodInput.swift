/// What a pod's machine is told.
enum PodInput: Sendable, Hashable {
  /// Its volumes, files and addresses are there, and this is what its containers are.
  case prepared(PodProcesses)
  /// They are not, and this is why: a reason as a kubelet gives it and a text for people.
  case notPrepared(reason: String, message: String)
  /// The process of a container runs, under this number of the system's.
  case started(String, run: Int, process: Int32)
  /// The process of a container could not be started.
  case notStarted(String, run: Int, message: String)
  /// The process of a container has ended; with the end of its log where that is its message.
  case ended(String, run: Int, ProcessExit, log: String?)
  /// A probe was tried; the text is what it found.
  case probed(String, run: Int, ProbeKind, succeeded: Bool, String)
  /// A hook has ended; the text says why it failed, nil that it did not.
  case hookEnded(String, run: Int, HookKind, failure: String?)
  /// The pod's deletion was asked for; nil where the object is gone already.
  case deleted(graceSeconds: Int?)
  /// A person has a container ended and started again at once.
  case restart(String)
  /// Time has passed.
  case wake
}

/// What a pod's machine asks for.
enum PodDirective: Sendable, Hashable {
  /// Start a container's process for the `run`th time, counted from 1.
  case start(String, run: Int)
  /// Send a container's process SIGTERM.
  case terminate(String, run: Int)
  /// Kill a container's process and all that it started.
  case kill(String, run: Int)
  /// Try a probe.
  case probe(String, run: Int, ProbeKind)
  /// Run a hook, for as long at most.
  case hook(String, run: Int, HookKind, atMost: Duration)
  /// Write an event about a container.
  case report(String, isWarning: Bool, reason: String, action: String, note: String)
  /// Every process has ended, and the deletion was asked for: the object may go.
  case gone
}

/// The probes of a container.
enum ProbeKind: String, Sendable, Hashable, CaseIterable {
  /// Whether it has come up.
  case startup = "Startup"
  /// Whether it can do its work.
  case readiness = "Readiness"
  /// Whether it lives.
  case liveness = "Liveness"
}

/// The hooks of a container.
enum HookKind: String, Sendable, Hashable {
  /// Once it has started.
  case postStart = "PostStart"
  /// Before it is ended.
  case preStop = "PreStop"
}
