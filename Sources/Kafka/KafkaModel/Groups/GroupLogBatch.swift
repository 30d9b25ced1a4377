import KafkaProtocol

/// Record batches of `__consumer_offsets`, of the format 2 (KIP-98) and never compressed.
enum GroupLogBatch {
  /// One batch of these records, so that all of them or none is in the log.
  static func encode(_ records: [GroupLogRecord], timestamp: Int64) throws(CodecError) -> [UInt8] {
    var body = MessageWriter()
    for (index, entry) in records.enumerated() {
      var record = MessageWriter()
      record.int8(0)
      record.varlong(0)
      record.varint(Int32(truncatingIfNeeded: index))
      let key = try entry.key()
      record.varint(Int32(truncatingIfNeeded: key.count))
      record.raw(key)
      if let value = try entry.value() {
        record.varint(Int32(truncatingIfNeeded: value.count))
        record.raw(value)
      } else {
        record.varint(-1)
      }
      record.varint(0)
      body.varint(Int32(truncatingIfNeeded: record.bytes.count))
      body.raw(record.bytes)
    }
    guard body.bytes.count < Int(Int32.max) - 100 else {
      throw CodecError(.tooLarge, "a batch of \(body.bytes.count) bytes cannot be written")
    }
    var checked = MessageWriter(capacity: body.bytes.count + 40)
    checked.int16(0)
    checked.int32(Int32(truncatingIfNeeded: max(0, records.count - 1)))
    checked.int64(timestamp)
    checked.int64(timestamp)
    checked.int64(-1)
    checked.int16(-1)
    checked.int32(-1)
    checked.int32(Int32(truncatingIfNeeded: records.count))
    checked.raw(body.bytes)
    var batch = MessageWriter(capacity: checked.bytes.count + 21)
    batch.int64(0)
    batch.int32(Int32(truncatingIfNeeded: checked.bytes.count + 9))
    batch.int32(-1)
    batch.int8(2)
    batch.uint32(checksum(checked.bytes))
    batch.raw(checked.bytes)
    return batch.bytes
  }

  /// CRC-32C.
  private static func checksum(_ bytes: [UInt8]) -> UInt32 {
    var sum: UInt32 = .max
    for byte in bytes {
      sum ^= UInt32(byte)
      for _ in 0..<8 { sum = sum & 1 == 0 ? sum >> 1 : sum >> 1 ^ 0x82F6_3B78 }
    }
    return ~sum
  }

  /// Calls `body` with the key and the value of each record of bytes that hold whole batches; what cannot be read is passed over.
  static func forEach(in bytes: ArraySlice<UInt8>, _ body: (ArraySlice<UInt8>, ArraySlice<UInt8>?) -> Void) {
    do throws(CodecError) {
      var reader = MessageReader(bytes)
      while reader.remaining > 0 {
        _ = try reader.int64()
        var batch = MessageReader(try reader.slice(Int(max(0, try reader.int32()))))
        _ = try batch.slice(9)
        let attributes = try batch.int16()
        _ = try batch.slice(34)
        let count = try batch.int32()
        // Control records are about transactions; compressed ones are never written here.
        guard attributes & 0b100111 == 0 else { continue }
        for _ in 0..<max(0, count) {
          var record = MessageReader(try batch.slice(Int(max(0, try batch.varint()))))
          _ = try record.int8()
          _ = try record.varlong()
          _ = try record.varint()
          let keySize = Int(try record.varint())
          guard keySize >= 0 else { continue }
          let key = try record.slice(keySize)
          let valueSize = Int(try record.varint())
          body(key, valueSize < 0 ? nil : try record.slice(valueSize))
        }
      }
    } catch {
      // The rest of these bytes is no batch.
    }
  }
}
