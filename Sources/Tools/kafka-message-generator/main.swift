// Makes the messages of Kafka's protocol from their definitions:
//   kafka-message-generator messages DEFINITIONS FOLDER     the Swift types, a file for each file of definitions
//   kafka-message-generator conversions DEFINITIONS FILE    what tests need: messages as JSON, by Kafka's names
import Foundation

func fail(_ message: String) -> Never {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  exit(1)
}

func definitions(in folder: String) -> [DefinitionFile] {
  var files: [DefinitionFile] = []
  let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
  for name in names.sorted() where name.hasSuffix(".fields") {
    let path = "\(folder)/\(name)"
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { fail("\(path): it cannot be read") }
    do throws(DefinitionError) {
      files.append(try DefinitionReader.read(text, path: path, name: String(name.dropLast(".fields".count))))
    } catch { fail(error.description) }
  }
  if files.isEmpty { fail("\(folder): there are no files that end in .fields") }
  return files
}

func write(_ text: String, to path: String) {
  do { try text.write(toFile: path, atomically: true, encoding: .utf8) } catch { fail("\(path): \(error)") }
}

let note = "// Made by proto/generate from the definitions in proto. Changes go there.\n\n"
let arguments = CommandLine.arguments
guard arguments.count == 4 else { fail("kafka-message-generator messages|conversions DEFINITIONS DESTINATION") }
let files = definitions(in: arguments[2])
switch arguments[1] {
case "messages":
  for file in files {
    var out = SwiftWriter()
    for (index, message) in file.messages.enumerated() {
      if index > 0 { out.line() }
      MessageEmitter(file, message).emit(to: &out)
    }
    write(note + out.text, to: "\(arguments[3])/\(file.name).swift")
  }
  if files.contains(where: { $0.apiKey != nil }) {
    var keys = SwiftWriter()
    TableEmitter(files).emitKeys(to: &keys)
    write(note + keys.text, to: "\(arguments[3])/ApiKeys.swift")
    var table = SwiftWriter()
    TableEmitter(files).emitTable(to: &table)
    write(note + table.text, to: "\(arguments[3])/KafkaAPI.swift")
  }
case "conversions":
  var out = SwiftWriter()
  out.line("import JSON\nimport KafkaProtocol\n")
  ConversionEmitter.emitTable(files, to: &out)
  for file in files {
    for message in file.messages {
      out.line()
      ConversionEmitter(file, message).emit(to: &out)
    }
  }
  write(note + out.text, to: arguments[3])
default: fail("there is nothing to make that is called \(arguments[1])")
}
