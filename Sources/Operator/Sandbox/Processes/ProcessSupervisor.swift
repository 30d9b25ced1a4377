import CLinux
import Glibc
import KubernetesClient
import Synchronization

/// Starts and watches the guarded programs of this process, and tries TCP connections, all on one thread.
///
/// It must be one thread that lives as long as the programs: a guard's parent is, for Linux, the thread that started
/// it. Nothing here waits for a caller, and no caller waits for it, but in `stop`. All that it started has ended when
/// `stop` returns, and at once when this process dies.
public final class ProcessSupervisor: Sendable {
  /// A program, for signals.
  public struct Handle: Sendable, Hashable {
    let number: UInt64
  }

  enum Order: Sendable {
    case start(UInt64, GuardedProgram, @Sendable (ProcessEvent) -> Void)
    case signal(UInt64, GuardSignal)
    case connect(host: String, port: UInt16, deadline: ContinuousClock.Instant, @Sendable (String?) -> Void)
    case stop(grace: Duration)
  }

  /// The orders that the thread has not taken yet.
  final class Inbox: Sendable {
    private let orders = Mutex<[Order]>([])
    let wakeup: Int32

    init?() {
      wakeup = eventfd(0, Int32(EFD_NONBLOCK | EFD_CLOEXEC))
      if wakeup < 0 { return nil }
    }

    deinit { close(wakeup) }

    func put(_ order: Order) {
      orders.withLock { $0.append(order) }
      var one: UInt64 = 1
      _ = unsafe write(wakeup, &one, 8)
    }

    func take() -> [Order] {
      var count: UInt64 = 0
      _ = unsafe read(wakeup, &count, 8)
      return orders.withLock { orders in
        defer { orders = [] }
        return orders
      }
    }
  }

  private let inbox: Inbox
  private let lastNumber = Atomic<UInt64>(0)
  private let ended: OneTimeSignal

  /// A supervisor with its thread.
  ///
  /// - Parameter guardExecutable: the `koperator` that guards are made of.
  /// - Throws: `ProcessError` where that is no program, or the system has no thread.
  public init(guardExecutable: String) throws(ProcessError) {
    guard unsafe access(guardExecutable, X_OK) == 0 else {
      throw ProcessError(
        "programs are started through '\(guardExecutable)', which cannot be run: \(errorText(koperator_errno())); "
          + "give the path of koperator"
      )
    }
    guard let inbox = Inbox() else { throw ProcessError("the system has no eventfd: \(errorText(koperator_errno()))") }
    self.inbox = inbox
    let ended = OneTimeSignal()
    self.ended = ended
    let isRunning = BackgroundThread.run {
      var loop = ProcessLoop(inbox: inbox, guardExecutable: guardExecutable)
      loop.run()
      ended.signal()
    }
    if !isRunning { throw ProcessError("the system has no thread for the programs of the sandbox") }
  }

  deinit { inbox.put(.stop(grace: .zero)) }

  /// Starts a program. It returns at once; what becomes of it is told on the supervisor's thread, which must not be
  /// held up.
  ///
  /// - Returns: what signals name it by, also before it runs.
  public func start(_ program: GuardedProgram, _ tell: @escaping @Sendable (ProcessEvent) -> Void) -> Handle {
    let number = lastNumber.wrappingAdd(1, ordering: .relaxed).newValue
    inbox.put(.start(number, program, tell))
    return Handle(number: number)
  }

  /// Sends a program a signal; nothing happens where it has ended.
  public func signal(_ program: Handle, _ signal: GuardSignal) { inbox.put(.signal(program.number, signal)) }

  /// Tries a TCP connection and closes it.
  ///
  /// - Parameter tell: gets why it failed; nil where it did not.
  func connect(
    host: String, port: UInt16, deadline: ContinuousClock.Instant, _ tell: @escaping @Sendable (String?) -> Void
  ) {
    inbox.put(.connect(host: host, port: port, deadline: deadline, tell))
  }

  /// Ends every program, and returns when nothing of them is left. Nothing is started from then on.
  ///
  /// - Parameter grace: how long programs have to end after SIGTERM; without any they are killed.
  public func stop(grace: Duration = .zero) async {
    inbox.put(.stop(grace: grace))
    await ended.wait()
  }
}

/// Why programs cannot be run at all.
public struct ProcessError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong, and the remedy.
  public let description: String

  init(_ description: String) { self.description = description }
}
