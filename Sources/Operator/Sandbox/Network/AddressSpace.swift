import CLinux
import Synchronization

/// The addresses of one sandbox in 127.0.0.0/8, which is all of the loopback interface's: one range that no other sandbox has.
///
/// The range is held by a socket with a name (`@koperator-sandbox/127.42.0.0/16`) that ends with the process, however that
/// ends. It never gives an address twice, and one that was given back comes last.
public final class AddressSpace: Sendable {
  /// The range.
  public let range: AddressRange
  private let holder: RangeHolder
  private let pool: Mutex<AddressPool>

  init(range: AddressRange, holder: RangeHolder) {
    self.range = range
    self.holder = holder
    pool = Mutex(AddressPool(range: range))
  }

  /// Where the embedded API server listens.
  public var apiServer: String { range.apiServer }
  /// Where the control plane listens.
  public var controlPlane: String { range.controlPlane }
  /// Where the controller of the built-in brokers listens.
  public var kafkaController: String { range.kafkaController }
  /// The address of a node; nodes count from 1.
  public func node(_ number: Int) -> String { range.node(number) }

  /// A new address.
  ///
  /// - Throws: `AddressSpaceError` where all 64,000 are taken.
  public func address() throws(AddressSpaceError) -> String {
    guard let address = pool.withLock({ $0.take() }) else {
      throw AddressSpaceError(.noFreeAddress, "every address of \(range) is taken; delete pods or load balancers")
    }
    return address
  }

  /// Takes a certain address, which a load balancer had before the sandbox was started again, say.
  ///
  /// - Returns: false where it is taken already, or not one of this sandbox's.
  public func take(_ address: String) -> Bool { pool.withLock { $0.take(address) } }

  /// Gives an address back.
  public func release(_ address: String) { pool.withLock { $0.release(address) } }

  /// Claims a range that is nobody's and in which nobody listens.
  ///
  /// - Parameters:
  ///   - preferred: the range that this sandbox had before; advertised addresses stay true where it is free.
  ///   - numbers: the ranges to choose from, by the second number of their addresses, first come first.
  public static func claim(
    preferring preferred: AddressRange? = nil, from numbers: ClosedRange<UInt8> = 42...254
  ) throws(AddressSpaceError) -> AddressSpace {
    let busy = ListeningSockets.ranges()
    var candidates: [AddressRange] = []
    if let preferred { candidates.append(preferred) }
    for number in numbers {
      if let range = AddressRange(number: number), range != preferred { candidates.append(range) }
    }
    for range in candidates where !busy.contains(range) {
      if let holder = try RangeHolder.hold(range) { return AddressSpace(range: range, holder: holder) }
    }
    throw AddressSpaceError(
      .noFreeRange,
      "no range of loopback addresses is free: \(candidates.count) were tried, and each belongs to a running sandbox or has a program that listens in it; stop one of them"
    )
  }
}
