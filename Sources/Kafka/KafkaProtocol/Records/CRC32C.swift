import CChecksum

/// CRC-32C (Castagnoli, RFC 3720 §12.1), the checksum of record batches: by the processor's instruction where it has one,
/// else by a table.
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
    var crc = UInt32.max
    for byte in bytes {
      let index = Int(UInt8(truncatingIfNeeded: crc) ^ byte)
      crc = table[index] ^ (crc >> 8)
    }
    return ~crc
  }

  private static let table: [UInt32] = {
    var table: [UInt32] = []
    for index in 0..<256 {
      var value = UInt32(index)
      for _ in 0..<8 {
        let carry: UInt32 = value & 1 == 0 ? 0 : 0x82F6_3B78
        value = (value >> 1) ^ carry
      }
      table.append(value)
    }
    return table
  }()
}
