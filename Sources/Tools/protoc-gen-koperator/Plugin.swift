import Foundation

/// protoc's plugin: reads a CodeGeneratorRequest on standard input and writes a CodeGeneratorResponse on standard output.
///
/// The parameter `registry=NAME` adds a file with an enum NAME that knows every message of the request.
@main
struct Plugin {
  static func main() {
    let request = WireMessage([UInt8](FileHandle.standardInput.readDataToEndOfFile()))
    let files = request.messages(15).map { FileDescriptor($0) }
    let names = Names(files)
    let wanted = Set(request.strings(1))
    var response: [UInt8] = []
    // supported_features (2): FEATURE_PROTO3_OPTIONAL.
    append(varint: 2 << 3, to: &response)
    append(varint: 1, to: &response)
    if let name = RecursionCheck(files).firstRecursiveMessage() {
      let text = "\(name) holds itself without a list or a map between, which a Swift value cannot"
      append(1, Array(text.utf8), to: &response)
      FileHandle.standardOutput.write(Data(response))
      return
    }
    let generated = files.filter { wanted.contains($0.name) && !$0.name.hasPrefix("google/protobuf/") }
    for file in generated {
      let name = String(file.name.dropLast(".proto".count)).replacing("/", with: ".") + ".pb.swift"
      append(file: name, Generator.source(of: file, names: names), to: &response)
    }
    let parameter = request.string(2)
    if parameter.hasPrefix("registry=") {
      let registry = String(parameter.dropFirst("registry=".count))
      append(file: "\(registry).pb.swift", registrySource(registry, generated, names: names), to: &response)
    }
    FileHandle.standardOutput.write(Data(response))
  }

  private static func registrySource(_ name: String, _ files: [FileDescriptor], names: Names) -> String {
    var types: [String] = []
    func add(_ message: MessageDescriptor) {
      if !message.isMapEntry { types.append(names.type(message.fullName)) }
      for nested in message.messages { add(nested) }
    }
    for file in files { for message in file.messages { add(message) } }
    let list = types.sorted().map { "    \($0).self," }.joined(separator: "\n")
    return """
      // Generated from proto/ by protoc-gen-koperator. Do not edit: change the definitions.

      public import Protobuf

      /// The messages that this module defines.
      public enum \(name) {
        /// All of them, for JSON's `Any`.
        public static let registry = ProtobufTypeRegistry([
      \(list)
        ])
      }

      """
  }

  private static func append(varint value: UInt64, to bytes: inout [UInt8]) {
    var rest = value
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(rest))
  }

  private static func append(_ number: UInt64, _ text: [UInt8], to bytes: inout [UInt8]) {
    append(varint: number << 3 | 2, to: &bytes)
    append(varint: UInt64(text.count), to: &bytes)
    bytes += text
  }

  /// Adds a file: field 15, with its name (1) and content (15).
  private static func append(file name: String, _ content: String, to bytes: inout [UInt8]) {
    var file: [UInt8] = []
    append(1, Array(name.utf8), to: &file)
    append(15, Array(content.utf8), to: &file)
    append(15, file, to: &bytes)
  }
}
