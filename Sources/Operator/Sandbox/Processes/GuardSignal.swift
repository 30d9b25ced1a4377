import Glibc

/// What a guard is asked for, as the signal that asks for it.
public enum GuardSignal: Sendable, Hashable, CaseIterable {
  /// SIGTERM for the program, as a container runtime sends it to process 1.
  case terminate
  /// SIGKILL for the program and everything that it started.
  case kill
  /// SIGSTOP for all of them: they hang.
  case stop
  /// SIGCONT for all of them.
  case resume

  /// The signal that the guard gets.
  var number: Int32 {
    switch self {
    case .terminate: SIGTERM
    case .kill: SIGUSR1
    case .stop: SIGUSR2
    case .resume: SIGCONT
    }
  }

  /// What a guard's signal asks for; the death of its parent asks for the end of everything.
  init?(number: Int32) {
    switch number {
    case SIGTERM: self = .terminate
    case SIGUSR1, SIGHUP: self = .kill
    case SIGUSR2: self = .stop
    case SIGCONT: self = .resume
    default: return nil
    }
  }
}
