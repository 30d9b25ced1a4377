import JSON
import Testing

@testable import BrokerConfig

@Suite struct ClaimTemplateTests {
  private let template = ClaimTemplate(brokerID: 3, mountPath: "/kafka-logs/Disk 1")

  @Test(arguments: [
    ("plain {text}", "plain {text}"),
    ("{{ .BrokerId }}", "3"),
    ("{{.BrokerId}}-{{.MountPath}}", "3-/kafka-logs/Disk 1"),
    (#"{{ trimPrefix "/" .MountPath }}"#, "kafka-logs/Disk 1"),
    (#"{{ .MountPath | trimPrefix "/" }}"#, "kafka-logs/Disk 1"),
    (#"{{ .MountPath | trimAll "/" | replace "/" "-" | lower | nospace }}"#, "kafka-logs-disk1"),
    ("{{ .MountPath | base | upper }}", "DISK 1"),
    ("{{ trunc 10 .MountPath }}", "/kafka-log"),
    ("{{ trunc -4 .MountPath }}", "sk 1"),
    ("{{ .MountPath | sha1sum | trunc 8 }}", "301b3daa"),
    ("{{ .BrokerId | sha256sum }}", "4e07408562bedb8b60ce05c1decfe3ad16b72230967de01f640b7e4729b49fce"),
    ("{{ add .BrokerId 10 }}", "13"), ("{{ add 1 2 3 }}", "6"), ("{{ mod .BrokerId 2 }}", "1"),
    ("{{ (add .BrokerId 1) | mul 2 }}", "8"), ("{{ sub .BrokerId 5 | toString | quote }}", "\"-2\""),
    (#"{{ default "none" "" }}"#, "none"), (#"{{ default "none" .MountPath | base }}"#, "Disk 1"),
    ("{{ trimSuffix `1` .MountPath | squote }}", "'/kafka-logs/Disk '"),
    (#"{{ trim "  a\tb " }}"#, "a\tb"), (#"{{ int "42" }}"#, "42"),
    ("a  {{- .BrokerId -}}  b", "a3b"), ("a {{ .BrokerId -}}  b", "a 3b"), ("a  {{- .BrokerId }} b", "a3 b"),
    ("{{-3}}", "-3"),
  ])
  func aTextIsRendered(_ text: String, _ rendered: String) throws {
    #expect(try template.render(text) == rendered)
  }

  @Test(arguments: [
    ("{{ .BrokerId", "'{{' without '}}'"),
    ("{{ .Broker }}", "there is no field '.Broker'; there are .BrokerId and .MountPath"),
    ("{{ }}", "a field, a text or a function is missing"),
    ("{{ if .BrokerId }}x{{ end }}", "'if' is no function here; there are "),
    ("{{ .BrokerId .MountPath }}", "'.MountPath ' is not understood"),
    ("{{ trimPrefix .MountPath }}", "'trimPrefix' takes 2 arguments, not 1"),
    ("{{ .BrokerId | .MountPath }}", "after '|' comes a function"),
    (#"{{ "a }}"#, "a text without its closing mark"), (#"{{ "\q" }}"#, "'\\q' is not understood in a text"),
    ("{{ (.BrokerId }}", "'(' without ')'"), ("{{ mod 1 0 }}", "'mod' has no result that is a number of 64 bits"),
    ("{{ mul 9223372036854775807 2 }}", "'mul' has no result that is a number of 64 bits"),
    ("{{ 99999999999999999999 }}", "'99999999999999999999' is no number"), ("{{ int .MountPath }}", "is no number"),
    ("{{ ((((((((((((((((( 1 ))))))))))))))))) }}", "more than 16 parentheses"),
    ("{{ $x }}", "'$x ' is not understood"),
    (
      #"{{ "aaaaaaaa" "# + String(repeating: #"| replace "a" "aaaaaaaaaaaaaaaa" "#, count: 40) + "}}",
      "a value becomes longer than 65536 bytes"
    ),
    (
      #"{{ "aaaaaaaa" "# + String(repeating: "| quote | quote | quote | quote ", count: 10) + "}}",
      "a value becomes longer than 65536 bytes"
    ),
  ])
  func whatIsNotUnderstoodIsAnErrorThatSaysSo(_ text: String, _ message: String) {
    do {
      let rendered = try template.render(text)
      Issue.record("'\(text)' became '\(rendered)'")
    } catch {
      #expect(error.message.contains(message), "\(error.message)")
    }
  }

  @Test func textsAreRenderedWhereverTheyStandAndNumbersStay() throws {
    let written: JSONValue = ["a-{{ .BrokerId }}": ["{{ .MountPath }}", 5, true, nil, ["{{ .BrokerId }}": "x"]]]
    #expect(try template.render(written) == ["a-3": ["/kafka-logs/Disk 1", 5, true, nil, ["3": "x"]]])
  }
}
