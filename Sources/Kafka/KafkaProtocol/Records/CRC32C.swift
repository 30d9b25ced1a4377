import CChecksum

/// CRC-32C (Castagnoli, RFC 3720 §12.1), the checksum of record batches: by the processor's instruction where it has one,
/// else by tables, eight bytes at a time (slicing-by-8).
public enum CRC32C {
  private static let hasInstruction: Bool = koperator_has_crc32c() != 0

  /// The checksum of these bytes.
  public static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    hasInstruction ? byInstruction(bytes) : byTable(bytes)
  }

  /// Whether the processor has the instruction.
  static var isAccelerated: Bool { hasInstruction }

  static func byInstruction(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    unsafe bytes.withUnsafeBufferPointer { buffer in
      guard let address = buffer.baseAddress else { return 0 }
      return unsafe ~koperator_crc32c(UInt32.max, address, buffer.count)
    }
  }

  static func byTable(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    let tables = self.tables
    func entry(_ table: Int, _ value: UInt64, _ byte: Int) -> UInt32 {
      tables[table << 8 | Int(truncatingIfNeeded: value >> (8 * UInt64(byte)) & 0xFF)]
    }
    return unsafe bytes.withUnsafeBytes { buffer in
      var crc = UInt32.max
      var place = 0
      while place + 8 <= buffer.count {
        let next = UInt64(littleEndian: unsafe buffer.loadUnaligned(fromByteOffset: place, as: UInt64.self))
        let value = next ^ UInt64(crc)
        let low = entry(7, value, 0) ^ entry(6, value, 1) ^ entry(5, value, 2) ^ entry(4, value, 3)
        crc = low ^ entry(3, value, 4) ^ entry(2, value, 5) ^ entry(1, value, 6) ^ entry(0, value, 7)
        place += 8
      }
      while place < buffer.count {
        crc = entry(0, UInt64(unsafe buffer[place]) ^ UInt64(crc), 0) ^ (crc >> 8)
        place += 1
      }
      return ~crc
    }
  }

  /// After the table of a byte, those of the same byte with one to seven bytes of zero behind it.
  private static let tables: [UInt32] = {
    var table: [UInt32] = []
    table.reserveCapacity(8 * 256)
    for index in 0..<256 {
      var value = UInt32(index)
      for _ in 0..<8 {
        let carry: UInt32 = value & 1 == 0 ? 0 : 0x82F6_3B78
        value = (value >> 1) ^ carry
      }
      table.append(value)
    }
    for index in 256..<8 * 256 {
      let value = table[index - 256]
      table.append(table[Int(value & 0xFF)] ^ (value >> 8))
    }
    return table
  }()
}
