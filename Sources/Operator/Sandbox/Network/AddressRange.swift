/// The addresses of one sandbox: `127.NUMBER.0.0/16`.
///
/// The low end is for what a sandbox has one of; pods and load balancers have what follows.
public struct AddressRange: Sendable, Hashable, CustomStringConvertible {
  /// The second of the four numbers, from 1 to 254: `127.0` is everybody's.
  public let number: UInt8

  /// A range; nil for a number that is not from 1 to 254.
  public init?(number: UInt8) {
    guard (1...254).contains(number) else { return nil }
    self.number = number
  }

  /// A range as `description` writes it, `127.42.0.0/16`; nil for any other text.
  public init?(_ text: String) {
    let ends = text.split(separator: "/", omittingEmptySubsequences: false)
    guard ends.count == 2, ends[1] == "16" else { return nil }
    let parts = ends[0].split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "127", parts[2] == "0", parts[3] == "0", let number = UInt8(parts[1]) else {
      return nil
    }
    self.init(number: number)
  }

  /// Where the embedded API server listens.
  public var apiServer: String { address(1) }
  /// Where the control plane listens.
  public var controlPlane: String { address(2) }
  /// Where the controller of the built-in brokers listens.
  public var kafkaController: String { address(3) }
  /// The address of a node: `hostIP` of its pods. Nodes count from 1; those past 200 share the last one.
  public func node(_ number: Int) -> String { address(10 + UInt16(min(max(number, 1), 200))) }

  /// As it is written: `127.42.0.0/16`.
  public var description: String { "127.\(number).0.0/16" }

  /// The first and the last place that pods and load balancers have.
  static let places: ClosedRange<UInt16> = 0x0101...0xFFFE

  /// The address at a place.
  func address(_ place: UInt16) -> String { "127.\(number).\(place >> 8).\(place & 255)" }

  /// The place of an address; nil where it is not in this range.
  func place(of address: String) -> UInt16? {
    let parts = address.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count == 4, parts[0] == "127", UInt8(parts[1]) == number, let high = UInt8(parts[2]),
      let low = UInt8(parts[3])
    else { return nil }
    let place = UInt16(high) << 8 | UInt16(low)
    return self.address(place) == address ? place : nil
  }
}
