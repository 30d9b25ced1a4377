import Glibc

/// Cuts addresses of a sandbox off: what is sent to them goes nowhere. It needs root, and the program `ip`.
///
/// The system keeps the cuts, and would keep them when the process dies: they are found again by the range of addresses,
/// which only one sandbox has at a time.
final class NetworkCuts: Sendable {
  private let range: AddressRange
  /// A metric that nobody else uses tells our routes from others.
  private static let metric = "57012"
  /// How much of what `ip` prints is read, in bytes: a line for each address of the range, with room.
  private static let longestAnswer = 16 << 20

  init(_ range: AddressRange) { self.range = range }

  /// Cuts an address off.
  func cut(_ address: String) throws(SandboxError) {
    guard geteuid() == 0 else {
      throw SandboxError(
        .notAllowed,
        "an address can be cut off by root only: start the sandbox as root, or use 'hang', which is near it")
    }
    guard Self.program != nil else {
      throw SandboxError(.missingProgram, "an address is cut off with the program ip: install iproute2")
    }
    let (code, text) = Self.run(["route", "replace"] + Self.route(address))
    guard code == 0 else { throw SandboxError(.failed, "ip route add blackhole \(address): \(text)") }
  }

  /// Undoes it; nothing happens where it was not cut off.
  func heal(_ address: String) {
    guard geteuid() == 0, Self.program != nil else { return }
    _ = Self.run(["route", "del"] + Self.route(address))
  }

  /// The addresses that are cut off.
  func addresses() -> Set<String> {
    guard geteuid() == 0, Self.program != nil else { return [] }
    let (code, text) = Self.run(["route", "show", "table", "local", "type", "blackhole"])
    guard code == 0 else { return [] }
    var found: Set<String> = []
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ").map(String.init)
      guard let address = words.first(where: { range.place(of: $0) != nil }), words.contains(Self.metric) else {
        continue
      }
      found.insert(address)
    }
    return found
  }

  /// Undoes all of the range.
  func healAll() { for address in addresses() { heal(address) } }

  private static func route(_ address: String) -> [String] {
    ["blackhole", "\(address)/32", "table", "local", "metric", metric]
  }

  private static var program: String? { SystemTool.found("ip") }

  private static func run(_ arguments: [String]) -> (code: Int32, text: String) {
    do throws(SystemTool.Failure) {
      return try SystemTool.result(of: ["ip"] + arguments, keeping: longestAnswer)
    } catch { return (-1, error.message) }
  }
}
