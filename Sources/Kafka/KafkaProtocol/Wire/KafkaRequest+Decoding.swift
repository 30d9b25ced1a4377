extension KafkaRequest {
  /// The request that the bytes begin with.
  ///
  /// What follows it is left alone, as Kafka's brokers do: librdkafka (2.16) sends a byte more than the fields of
  /// AlterUserScramCredentials.
  public static func decode(_ bytes: ArraySlice<UInt8>, version: Int16) throws(CodecError) -> Self {
    try check(version)
    var reader = MessageReader(bytes)
    return try Self(from: &reader, version: version)
  }
}
