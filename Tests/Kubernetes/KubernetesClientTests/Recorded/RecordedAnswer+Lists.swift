import KubernetesClient

/// Answers of kube-apiserver 1.37.2 as they came: lists and single answers (of discovery, few resources; of the table, no
/// descriptions).
extension RecordedAnswer {
  static let listPage1 = RecordedAnswer(
    status: 200, headers: [],
    text: #"""
      {"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"276","continue":"eyJ2IjoibWV0YS5rOH\#
      MuaW8vdjEiLCJydiI6Mjc2LCJzdGFydCI6Ii9wYWdlLTFcdTAwMDAifQ"},"items":[{"metadata":{"name":"page-0","namespace"\#
      :"default","uid":"8612c11a-b860-4d13-ae3f-059197da91f8","resourceVersion":"272","creationTimestamp":"2026-11\#
      -27T00:33:16Z","labels":{"set":"page"},"managedFields":[{"manager":"koperator","operation":"Update","apiVers\#
      ion":"v1","time":"2026-11-27T00:33:16Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{".":{},"f:k":{}},"f:me\#
      tadata":{"f:labels":{".":{},"f:set":{}}}}}]},"data":{"k":"1"}},{"metadata":{"name":"page-1","namespace":"def\#
      ault","uid":"461bd0df-c018-482c-9005-01ac82545966","resourceVersion":"273","creationTimestamp":"2026-11-27T0\#
      0:33:16Z","labels":{"set":"page"},"managedFields":[{"manager":"koperator","operation":"Update","apiVersion":\#
      "v1","time":"2026-11-27T00:33:16Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{".":{},"f:k":{}},"f:metadat\#
      a":{"f:labels":{".":{},"f:set":{}}}}}]},"data":{"k":"1"}}]}

      """#)

  static let listPage2 = RecordedAnswer(
    status: 200, headers: [],
    text: #"""
      {"kind":"ConfigMapList","apiVersion":"v1","metadata":{"resourceVersion":"276","continue":"eyJ2IjoibWV0YS5rOH\#
      MuaW8vdjEiLCJydiI6Mjc2LCJzdGFydCI6Ii9wYWdlLTRcdTAwMDAifQ"},"items":[{"metadata":{"name":"page-2","namespace"\#
      :"default","uid":"d69df6a4-daad-4ca6-9e31-91653ff719e8","resourceVersion":"274","creationTimestamp":"2026-11\#
      -27T00:33:16Z","labels":{"set":"page"},"managedFields":[{"manager":"koperator","operation":"Update","apiVers\#
      ion":"v1","time":"2026-11-27T00:33:16Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{".":{},"f:k":{}},"f:me\#
      tadata":{"f:labels":{".":{},"f:set":{}}}}}]},"data":{"k":"1"}},{"metadata":{"name":"page-3","namespace":"def\#
      ault","uid":"e2555a70-e41e-4166-a051-ccdcbeaf44bd","resourceVersion":"275","creationTimestamp":"2026-11-27T0\#
      0:33:16Z","labels":{"set":"page"},"managedFields":[{"manager":"koperator","operation":"Update","apiVersion":\#
      "v1","time":"2026-11-27T00:33:16Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{".":{},"f:k":{}},"f:metadat\#
      a":{"f:labels":{".":{},"f:set":{}}}}}]},"data":{"k":"1"}},{"metadata":{"name":"page-4","namespace":"default"\#
      ,"uid":"5aa9c29b-cfff-4e28-9bd1-2fe9ac1095d7","resourceVersion":"276","creationTimestamp":"2026-11-27T00:33:\#
      16Z","labels":{"set":"page"},"managedFields":[{"manager":"koperator","operation":"Update","apiVersion":"v1",\#
      "time":"2026-11-27T00:33:16Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{".":{},"f:k":{}},"f:metadata":{"\#
      f:labels":{".":{},"f:set":{}}}}}]},"data":{"k":"1"}}]}

      """#)

  static let metadataList = RecordedAnswer(
    status: 200, headers: [],
    text: #"""
      {"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"276","conti\#
      nue":"eyJ2IjoibWV0YS5rOHMuaW8vdjEiLCJydiI6Mjc2LCJzdGFydCI6Ii9wYWdlLTBcdTAwMDAifQ"},"items":[{"kind":"Partial\#
      ObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name":"page-0","namespace":"default","uid":"8612c\#
      11a-b860-4d13-ae3f-059197da91f8","resourceVersion":"272","creationTimestamp":"2026-11-27T00:33:16Z","labels"\#
      :{"set":"page"},"managedFields":[{"manager":"koperator","operation":"Update","apiVersion":"v1","time":"2026-\#
      11-27T00:33:16Z","fieldsType":"FieldsV1","fieldsV1":{"f:data":{".":{},"f:k":{}},"f:metadata":{"f:labels":{".\#
      ":{},"f:set":{}}}}}]}}]}

      """#)

  static let table = RecordedAnswer(
    status: 200, headers: [],
    text: #"""
      {"kind":"Table","apiVersion":"meta.k8s.io/v1","metadata":{"resourceVersion":"276"},"columnDefinitions":[{"na\#
      me":"Name","type":"string","format":"name","description":"","priority":0},{"name":"Ready","type":"string","f\#
      ormat":"","description":"","priority":0},{"name":"Status","type":"string","format":"","description":"","prio\#
      rity":0},{"name":"Restarts","type":"string","format":"","description":"","priority":0},{"name":"Age","type":\#
      "string","format":"","description":"","priority":0},{"name":"IP","type":"string","format":"","description":"\#
      ","priority":1},{"name":"Node","type":"string","format":"","description":"","priority":1},{"name":"Nominated\#
       Node","type":"string","format":"","description":"","priority":1},{"name":"Readiness Gates","type":"string",\#
      "format":"","description":"","priority":1}],"rows":[{"cells":["p","0/1","Running","0","2s","<none>","<none>"\#
      ,"<none>","<none>"],"object":{"kind":"PartialObjectMetadata","apiVersion":"meta.k8s.io/v1","metadata":{"name\#
      ":"p","namespace":"default","uid":"8381b85e-8e52-45c0-8c4a-3c33badc5644","resourceVersion":"263","generation\#
      ":1,"creationTimestamp":"2026-11-27T00:33:14Z","labels":{"app":"p"},"managedFields":[{"manager":"koperator",\#
      "operation":"Update","apiVersion":"v1","time":"2026-11-27T00:33:14Z","fieldsType":"FieldsV1","fieldsV1":{"f:\#
      metadata":{"f:labels":{".":{},"f:app":{}}},"f:spec":{"f:containers":{"k:{\"name\":\"c\"}":{".":{},"f:image":\#
      {},"f:imagePullPolicy":{},"f:name":{},"f:resources":{},"f:terminationMessagePath":{},"f:terminationMessagePo\#
      licy":{}}},"f:dnsPolicy":{},"f:enableServiceLinks":{},"f:restartPolicy":{},"f:schedulerName":{},"f:securityC\#
      ontext":{},"f:terminationGracePeriodSeconds":{}}}},{"manager":"koperator","operation":"Update","apiVersion":\#
      "v1","time":"2026-11-27T00:33:14Z","fieldsType":"FieldsV1","fieldsV1":{"f:status":{"f:conditions":{".":{},"k\#
      :{\"type\":\"Ready\"}":{".":{},"f:lastProbeTime":{},"f:lastTransitionTime":{},"f:status":{},"f:type":{}}},"f\#
      :phase":{}}},"subresource":"status"}]}}}]}
      """#)

  static let ssar = RecordedAnswer(
    status: 201, headers: [],
    text: #"""
      {"kind":"SelfSubjectAccessReview","apiVersion":"authorization.k8s.io/v1","metadata":{"managedFields":[{"mana\#
      ger":"koperator","operation":"Update","apiVersion":"authorization.k8s.io/v1","time":"2026-11-27T00:33:16Z","\#
      fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:resourceAttributes":{".":{},"f:namespace":{},"f:resource":{}\#
      ,"f:verb":{}}}}}]},"spec":{"resourceAttributes":{"namespace":"default","verb":"create","resource":"secrets"}\#
      },"status":{"allowed":false}}

      """#)

  static let discoveryAPI = RecordedAnswer(
    status: 200, headers: [],
    text: #"""
      {"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","metadata":{},"items":[{"metadata":{},\#
      "versions":[{"version":"v1","resources":[{"resource":"namespaces","responseKind":{"group":"","version":"","k\#
      ind":"Namespace"},"scope":"Cluster","singularResource":"namespace","verbs":["create","delete","get","list","\#
      patch","update","watch"],"shortNames":["ns"],"subresources":[{"subresource":"finalize","responseKind":{"grou\#
      p":"","version":"","kind":"Namespace"},"verbs":["update"]},{"subresource":"status","responseKind":{"group":"\#
      ","version":"","kind":"Namespace"},"verbs":["get","patch","update"]}]},{"resource":"pods","responseKind":{"g\#
      roup":"","version":"","kind":"Pod"},"scope":"Namespaced","singularResource":"pod","verbs":["create","delete"\#
      ,"deletecollection","get","list","patch","update","watch"],"shortNames":["po"],"categories":["all"],"subreso\#
      urces":[{"subresource":"attach","responseKind":{"group":"","version":"","kind":"PodAttachOptions"},"verbs":[\#
      "create","get"]},{"subresource":"binding","responseKind":{"group":"","version":"","kind":"Binding"},"verbs":\#
      ["create"]},{"subresource":"ephemeralcontainers","responseKind":{"group":"","version":"","kind":"Pod"},"verb\#
      s":["get","patch","update"]},{"subresource":"eviction","responseKind":{"group":"policy","version":"v1","kind\#
      ":"Eviction"},"verbs":["create"]},{"subresource":"exec","responseKind":{"group":"","version":"","kind":"PodE\#
      xecOptions"},"verbs":["create","get"]},{"subresource":"log","responseKind":{"group":"","version":"","kind":"\#
      Pod"},"verbs":["get"]},{"subresource":"portforward","responseKind":{"group":"","version":"","kind":"PodPortF\#
      orwardOptions"},"verbs":["create","get"]},{"subresource":"proxy","responseKind":{"group":"","version":"","ki\#
      nd":"PodProxyOptions"},"verbs":["create","delete","get","patch","update"]},{"subresource":"resize","response\#
      Kind":{"group":"","version":"","kind":"Pod"},"verbs":["get","patch","update"]},{"subresource":"status","resp\#
      onseKind":{"group":"","version":"","kind":"Pod"},"verbs":["get","patch","update"]}]}],"freshness":"Current"}\#
      ]}]}
      """#)

  static let discoveryAPIs = RecordedAnswer(
    status: 200, headers: [],
    text: #"""
      {"kind":"APIGroupDiscoveryList","apiVersion":"apidiscovery.k8s.io/v2","metadata":{},"items":[{"metadata":{"n\#
      ame":"apps"},"versions":[{"version":"v1","resources":[{"resource":"deployments","responseKind":{"group":"","\#
      version":"","kind":"Deployment"},"scope":"Namespaced","singularResource":"deployment","verbs":["create","del\#
      ete","deletecollection","get","list","patch","update","watch"],"shortNames":["deploy"],"categories":["all"],\#
      "subresources":[{"subresource":"scale","responseKind":{"group":"autoscaling","version":"v1","kind":"Scale"},\#
      "verbs":["get","patch","update"]},{"subresource":"status","responseKind":{"group":"","version":"","kind":"De\#
      ployment"},"verbs":["get","patch","update"]}]}],"freshness":"Current"}]},{"metadata":{"name":"policy"},"vers\#
      ions":[{"version":"v1","resources":[{"resource":"poddisruptionbudgets","responseKind":{"group":"","version":\#
      "","kind":"PodDisruptionBudget"},"scope":"Namespaced","singularResource":"poddisruptionbudget","verbs":["cre\#
      ate","delete","deletecollection","get","list","patch","update","watch"],"shortNames":["pdb"],"subresources":\#
      [{"subresource":"status","responseKind":{"group":"","version":"","kind":"PodDisruptionBudget"},"verbs":["get\#
      ","patch","update"]}]}],"freshness":"Current"}]}]}
      """#)

  static let resourceList = RecordedAnswer(
    status: 200, headers: [],
    text: #"""
      {"kind":"APIResourceList","apiVersion":"v1","groupVersion":"apps/v1","resources":[{"name":"controllerrevisio\#
      ns","singularName":"controllerrevision","namespaced":true,"kind":"ControllerRevision","verbs":["create","del\#
      ete","deletecollection","get","list","patch","update","watch"],"storageVersionHash":"85nkx63pcBU="},{"name":\#
      "daemonsets","singularName":"daemonset","namespaced":true,"kind":"DaemonSet","verbs":["create","delete","del\#
      etecollection","get","list","patch","update","watch"],"shortNames":["ds"],"categories":["all"],"storageVersi\#
      onHash":"dd7pWHUlMKQ="},{"name":"daemonsets/status","singularName":"","namespaced":true,"kind":"DaemonSet","\#
      verbs":["get","patch","update"]},{"name":"deployments","singularName":"deployment","namespaced":true,"kind":\#
      "Deployment","verbs":["create","delete","deletecollection","get","list","patch","update","watch"],"shortName\#
      s":["deploy"],"categories":["all"],"storageVersionHash":"8aSe+NMegvE="},{"name":"deployments/scale","singula\#
      rName":"","namespaced":true,"group":"autoscaling","version":"v1","kind":"Scale","verbs":["get","patch","upda\#
      te"]},{"name":"deployments/status","singularName":"","namespaced":true,"kind":"Deployment","verbs":["get","p\#
      atch","update"]},{"name":"replicasets","singularName":"replicaset","namespaced":true,"kind":"ReplicaSet","ve\#
      rbs":["create","delete","deletecollection","get","list","patch","update","watch"],"shortNames":["rs"],"categ\#
      ories":["all"],"storageVersionHash":"P1RzHs8/mWQ="},{"name":"replicasets/scale","singularName":"","namespace\#
      d":true,"group":"autoscaling","version":"v1","kind":"Scale","verbs":["get","patch","update"]},{"name":"repli\#
      casets/status","singularName":"","namespaced":true,"kind":"ReplicaSet","verbs":["get","patch","update"]},{"n\#
      ame":"statefulsets","singularName":"statefulset","namespaced":true,"kind":"StatefulSet","verbs":["create","d\#
      elete","deletecollection","get","list","patch","update","watch"],"shortNames":["sts"],"categories":["all"],"\#
      storageVersionHash":"H+vl74LkKdo="},{"name":"statefulsets/scale","singularName":"","namespaced":true,"group"\#
      :"autoscaling","version":"v1","kind":"Scale","verbs":["get","patch","update"]},{"name":"statefulsets/status"\#
      ,"singularName":"","namespaced":true,"kind":"StatefulSet","verbs":["get","patch","update"]}]}

      """#)

  static let version = RecordedAnswer(
    status: 200, headers: [],
    text: #"""
      {
        "major": "1",
        "minor": "37",
        "emulationMajor": "1",
        "emulationMinor": "37",
        "minCompatibilityMajor": "1",
        "minCompatibilityMinor": "36",
        "gitVersion": "v1.37.2",
        "gitCommit": "$Format:%H$",
        "gitTreeState": "",
        "buildDate": "1970-01-01T00:00:00Z",
        "goVersion": "go1.26.8",
        "compiler": "gc",
        "platform": "linux/amd64"
      }
      """#)

  static let warnings = RecordedAnswer(
    status: 201,
    headers: [
      HeaderField("Warning", #"299 - "unknown field \"dta\"""#),
      HeaderField("Warning", #"299 - "duplicate field \"data.a\"""#),
      HeaderField("Date", #"Fri, 27 Nov 2026 00:33:14 GMT"#),
    ],
    text: #"""
      {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"warned","namespace":"default","uid":"e0bb9225-9b02\#
      -482e-a881-34a33041f72f","creationTimestamp":"2026-11-27T00:33:14Z","managedFields":[{"manager":"koperator",\#
      "operation":"Update","apiVersion":"v1","time":"2026-11-27T00:33:14Z","fieldsType":"FieldsV1","fieldsV1":{"f:\#
      data":{".":{},"f:a":{}}}}]},"data":{"a":"2"}}

      """#)
}
