/// Who listens on this machine, as `/proc/net/tcp` tells it.
enum ListeningSockets {
  /// The ranges of 127.0.0.0/8 in which somebody listens. Listeners on all addresses (0.0.0.0) do not count: they are in
  /// every range. Where the system does not tell, there is none.
  static func ranges() -> Set<AddressRange> {
    ranges(in: String(decoding: SystemFolder.read("/proc/net/tcp") ?? [], as: UTF8.self))
  }

  /// See `ranges()`; `table` is the text of `/proc/net/tcp`.
  static func ranges(in table: String) -> Set<AddressRange> {
    var found: Set<AddressRange> = []
    for line in table.split(separator: "\n").dropFirst() {
      let columns = line.split(separator: " ", omittingEmptySubsequences: true)
      // `0A` is LISTEN. The address is hexadecimal, its last number first: `0100007F:1F90`.
      guard columns.count > 3, columns[3] == "0A", let address = UInt32(columns[1].prefix(8), radix: 16),
        address & 255 == 127, let range = AddressRange(number: UInt8(truncatingIfNeeded: address >> 8))
      else { continue }
      found.insert(range)
    }
    return found
  }
}
