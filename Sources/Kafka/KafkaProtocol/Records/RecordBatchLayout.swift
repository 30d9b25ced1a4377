/// Where the fields of a record batch of the format 2 stand, in bytes from its start (KIP-98).
enum RecordBatchLayout {
  static let baseOffset = 0
  /// The number of bytes after this field.
  static let length = 8
  static let leaderEpoch = 12
  static let magic = 16
  static let checksum = 17
  /// The checksum is of all bytes from here on.
  static let attributes = 21
  static let lastOffsetDelta = 23
  static let baseTimestamp = 27
  static let maxTimestamp = 35
  static let producerID = 43
  static let producerEpoch = 51
  static let baseSequence = 53
  static let count = 57
  static let records = 61
  /// What stands before the bytes that `length` counts.
  static let overhead = 12
  /// The least bytes of a record: its length, attributes, two differences, two lengths and the number of headers.
  static let smallestRecord = 7
}
