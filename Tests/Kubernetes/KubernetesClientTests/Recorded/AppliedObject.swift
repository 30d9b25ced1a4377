import JSON

/// Objects as they were applied by the manager `koperator`, and as an API server of version 1.37 answered.
enum AppliedObject: String, CaseIterable {
  case service
  case configMap
  case secret
  case claim
  case binding
  case budget
  case deployment

  var desired: JSONValue { Self.read(texts.0) }
  var live: JSONValue { Self.read(texts.1) }

  private static func read(_ text: String) -> JSONValue {
    (try? JSONValue(parsing: Array(text.utf8))) ?? .null
  }

  private var texts: (String, String) {
    switch self {
    case .service:
      (
        #"""
        {"apiVersion":"v1","kind":"Service","metadata":{"name":"applied","namespace":"default","labels":{"app":"ka\#
        fka"}},"spec":{"type":"NodePort","selector":{"app":"kafka","broker":"0"},"publishNotReadyAddresses":false,\#
        "externalName":"","ports":[{"name":"dns","port":53},{"name":"dns-udp","port":53,"protocol":"UDP","targetPo\#
        rt":"dns"},{"name":"plain","port":9092,"nodePort":0}]}}
        """#,
        #"""
        {"kind":"Service","apiVersion":"v1","metadata":{"name":"applied","namespace":"default","uid":"178938d8-985\#
        d-45b8-94c8-aa36b4d54f38","resourceVersion":"625","creationTimestamp":"2026-11-27T02:40:50Z","labels":{"ap\#
        p":"kafka"},"managedFields":[{"manager":"koperator","operation":"Apply","apiVersion":"v1","time":"2026-11-\#
        27T02:40:50Z","fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:labels":{"f:app":{}}},"f:spec":{"f:exte\#
        rnalName":{},"f:ports":{"k:{\"port\":53,\"protocol\":\"TCP\"}":{".":{},"f:name":{},"f:port":{}},"k:{\"port\#
        \":53,\"protocol\":\"UDP\"}":{".":{},"f:name":{},"f:port":{},"f:protocol":{},"f:targetPort":{}},"k:{\"port\#
        \":9092,\"protocol\":\"TCP\"}":{".":{},"f:name":{},"f:nodePort":{},"f:port":{}}},"f:publishNotReadyAddress\#
        es":{},"f:selector":{},"f:type":{}}}}]},"spec":{"ports":[{"name":"dns","protocol":"TCP","port":53,"targetP\#
        ort":53,"nodePort":31845},{"name":"dns-udp","protocol":"UDP","port":53,"targetPort":"dns","nodePort":31845\#
        },{"name":"plain","protocol":"TCP","port":9092,"targetPort":9092,"nodePort":32563}],"selector":{"app":"kaf\#
        ka","broker":"0"},"clusterIP":"10.96.83.25","clusterIPs":["10.96.83.25"],"type":"NodePort","sessionAffinit\#
        y":"None","externalTrafficPolicy":"Cluster","ipFamilies":["IPv4"],"ipFamilyPolicy":"SingleStack","internal\#
        TrafficPolicy":"Cluster"},"status":{"loadBalancer":{}}}
        """#
      )
    case .configMap:
      (
        #"""
        {"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"applied","namespace":"default","labels":{"app":"\#
        kafka"},"annotations":{"note":""},"finalizers":["koperator.kafka.banzaicloud.io/volume","example.com/b"],"\#
        ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"o","uid":"5f0b7a53-0000-4000-8000-00000000\#
        0001","controller":true}]},"data":{"a.b":"1","b":"","cpu":"1000m"},"binaryData":{"k":"YQ==\n"},"immutable"\#
        :false}
        """#,
        #"""
        {"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"applied","namespace":"default","uid":"fd5d593d-c\#
        5bf-47b2-b203-f383987e2695","resourceVersion":"628","creationTimestamp":"2026-11-27T02:40:50Z","labels":{"\#
        app":"kafka"},"annotations":{"note":""},"ownerReferences":[{"apiVersion":"v1","kind":"ConfigMap","name":"o\#
        ","uid":"5f0b7a53-0000-4000-8000-000000000001","controller":true}],"finalizers":["koperator.kafka.banzaicl\#
        oud.io/volume","example.com/b"],"managedFields":[{"manager":"koperator","operation":"Apply","apiVersion":"\#
        v1","time":"2026-11-27T02:40:50Z","fieldsType":"FieldsV1","fieldsV1":{"f:binaryData":{"f:k":{}},"f:data":{\#
        "f:a.b":{},"f:b":{},"f:cpu":{}},"f:immutable":{},"f:metadata":{"f:annotations":{"f:note":{}},"f:finalizers\#
        ":{"v:\"example.com/b\"":{},"v:\"koperator.kafka.banzaicloud.io/volume\"":{}},"f:labels":{"f:app":{}},"f:o\#
        wnerReferences":{"k:{\"uid\":\"5f0b7a53-0000-4000-8000-000000000001\"}":{}}}}}]},"immutable":false,"data":\#
        {"a.b":"1","b":"","cpu":"1000m"},"binaryData":{"k":"YQ=="}}
        """#
      )
    case .secret:
      (
        #"""
        {"apiVersion":"v1","kind":"Secret","metadata":{"name":"applied","namespace":"default"},"data":{"key":"YQ==\#
        ","both":"eA=="},"stringData":{"password":"one","empty":"","both":"y"},"type":"Opaque"}
        """#,
        #"""
        {"kind":"Secret","apiVersion":"v1","metadata":{"name":"applied","namespace":"default","uid":"42aac456-8434\#
        -42cb-8bf8-aa68f3f558b3","resourceVersion":"630","creationTimestamp":"2026-11-27T02:40:50Z","managedFields\#
        ":[{"manager":"koperator","operation":"Apply","apiVersion":"v1","time":"2026-11-27T02:40:50Z","fieldsType"\#
        :"FieldsV1","fieldsV1":{"f:data":{"f:both":{},"f:key":{}},"f:stringData":{"f:both":{},"f:empty":{},"f:pass\#
        word":{}},"f:type":{}}}]},"data":{"both":"eQ==","empty":"","key":"YQ==","password":"b25l"},"type":"Opaque"\#
        }
        """#
      )
    case .claim:
      (
        #"""
        {"apiVersion":"v1","kind":"PersistentVolumeClaim","metadata":{"name":"applied","namespace":"default","fina\#
        lizers":["koperator.kafka.banzaicloud.io/volume"]},"spec":{"accessModes":["ReadWriteOnce"],"resources":{"r\#
        equests":{"storage":"1024Mi"}},"selector":{"matchLabels":{"a":"b"}},"dataSource":{"kind":"PersistentVolume\#
        Claim","name":"q"}}}
        """#,
        #"""
        {"kind":"PersistentVolumeClaim","apiVersion":"v1","metadata":{"name":"applied","namespace":"default","uid"\#
        :"cae9dcee-544a-49d2-8286-15956acf8eee","resourceVersion":"631","creationTimestamp":"2026-11-27T02:40:50Z"\#
        ,"finalizers":["koperator.kafka.banzaicloud.io/volume","kubernetes.io/pvc-protection"],"managedFields":[{"\#
        manager":"koperator","operation":"Apply","apiVersion":"v1","time":"2026-11-27T02:40:50Z","fieldsType":"Fie\#
        ldsV1","fieldsV1":{"f:metadata":{"f:finalizers":{"v:\"koperator.kafka.banzaicloud.io/volume\"":{}}},"f:spe\#
        c":{"f:accessModes":{},"f:dataSource":{},"f:resources":{"f:requests":{"f:storage":{}}},"f:selector":{}}}}]\#
        },"spec":{"accessModes":["ReadWriteOnce"],"selector":{"matchLabels":{"a":"b"}},"resources":{"requests":{"s\#
        torage":"1Gi"}},"volumeMode":"Filesystem","dataSource":{"apiGroup":null,"kind":"PersistentVolumeClaim","na\#
        me":"q"},"dataSourceRef":{"apiGroup":null,"kind":"PersistentVolumeClaim","name":"q"}},"status":{"phase":"P\#
        ending"}}
        """#
      )
    case .binding:
      (
        #"""
        {"apiVersion":"rbac.authorization.k8s.io/v1","kind":"RoleBinding","metadata":{"name":"applied","namespace"\#
        :"default"},"roleRef":{"kind":"ClusterRole","name":"zz"},"subjects":[{"kind":"ServiceAccount","name":"a","\#
        namespace":"default"},{"kind":"User","name":"u"}]}
        """#,
        #"""
        {"kind":"RoleBinding","apiVersion":"rbac.authorization.k8s.io/v1","metadata":{"name":"applied","namespace"\#
        :"default","uid":"5d37b2b8-c4b5-4ed5-9985-5fd2b2c43d55","resourceVersion":"633","creationTimestamp":"2026-\#
        11-27T02:40:51Z","managedFields":[{"manager":"koperator","operation":"Apply","apiVersion":"rbac.authorizat\#
        ion.k8s.io/v1","time":"2026-11-27T02:40:51Z","fieldsType":"FieldsV1","fieldsV1":{"f:roleRef":{},"f:subject\#
        s":{}}}]},"subjects":[{"kind":"ServiceAccount","name":"a","namespace":"default"},{"kind":"User","apiGroup"\#
        :"rbac.authorization.k8s.io","name":"u"}],"roleRef":{"apiGroup":"rbac.authorization.k8s.io","kind":"Cluste\#
        rRole","name":"zz"}}
        """#
      )
    case .budget:
      (
        #"""
        {"apiVersion":"policy/v1","kind":"PodDisruptionBudget","metadata":{"name":"applied","namespace":"default"}\#
        ,"spec":{"maxUnavailable":1,"selector":{"matchLabels":{"a":"b"},"matchExpressions":[]}},"status":{"disrupt\#
        ionsAllowed":3}}
        """#,
        #"""
        {"kind":"PodDisruptionBudget","apiVersion":"policy/v1","metadata":{"name":"applied","namespace":"default",\#
        "uid":"944069fd-27b0-46b9-92ee-79a74c617048","resourceVersion":"634","generation":1,"creationTimestamp":"2\#
        026-11-27T02:40:51Z","managedFields":[{"manager":"koperator","operation":"Apply","apiVersion":"policy/v1",\#
        "time":"2026-11-27T02:40:51Z","fieldsType":"FieldsV1","fieldsV1":{"f:spec":{"f:maxUnavailable":{},"f:selec\#
        tor":{}}}}]},"spec":{"selector":{"matchLabels":{"a":"b"}},"maxUnavailable":1},"status":{"disruptionsAllowe\#
        d":0,"currentHealthy":0,"desiredHealthy":0,"expectedPods":0}}
        """#
      )
    case .deployment:
      (
        #"""
        {"apiVersion":"apps/v1","kind":"Deployment","metadata":{"name":"applied","namespace":"default","creationTi\#
        mestamp":null,"labels":{}},"spec":{"replicas":0,"selector":{"matchLabels":{"a":"b"}},"strategy":{},"templa\#
        te":{"metadata":{"creationTimestamp":null,"labels":{"a":"b"}},"spec":{"securityContext":{},"nodeSelector":\#
        {},"tolerations":[],"hostNetwork":false,"terminationGracePeriodSeconds":30,"affinity":{"nodeAffinity":{"re\#
        quiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"matchExpressions":[{"key":"a","opera\#
        tor":"In","values":["b"]}]}]}}},"imagePullSecrets":[{"name":"x"}],"volumes":[{"name":"v","emptyDir":{}},{"\#
        name":"w","emptyDir":{"sizeLimit":"1024Mi"}},{"name":"p","projected":{"sources":[{"serviceAccountToken":{"\#
        path":"t"}},{"downwardAPI":{"items":[{"path":"n","fieldRef":{"fieldPath":"metadata.name"}},{"path":"q","re\#
        sourceFieldRef":{"resource":"limits.cpu","containerName":"c","divisor":"1000m"}}]}}]}},{"name":"s","secret\#
        ":{"secretName":"x","optional":false}}],"initContainers":[{"name":"i1","image":"x"},{"name":"i2","image":"\#
        x"}],"containers":[{"name":"c","image":"x","command":["a","b"],"args":[],"env":[{"name":"A","value":""},{"\#
        name":"B","valueFrom":{"fieldRef":{"fieldPath":"metadata.name"}}},{"name":"R","valueFrom":{"resourceFieldR\#
        ef":{"resource":"limits.cpu"}}}],"ports":[{"containerPort":80},{"containerPort":81,"protocol":"UDP","name"\#
        :"u"}],"volumeDevices":[],"resources":{"limits":{"cpu":"1000m","memory":"1024Mi"},"requests":{"cpu":1}},"r\#
        eadinessProbe":{"httpGet":{"port":80,"path":"/"}},"livenessProbe":{"tcpSocket":{"port":"u"},"initialDelayS\#
        econds":0}}]}}}}
        """#,
        #"""
        {"kind":"Deployment","apiVersion":"apps/v1","metadata":{"name":"applied","namespace":"default","uid":"9329\#
        1329-a6ce-4c21-97be-fb87ab42def2","resourceVersion":"636","generation":1,"creationTimestamp":"2026-11-27T0\#
        2:40:51Z","managedFields":[{"manager":"koperator","operation":"Apply","apiVersion":"apps/v1","time":"2026-\#
        11-27T02:40:51Z","fieldsType":"FieldsV1","fieldsV1":{"f:metadata":{"f:labels":{}},"f:spec":{"f:replicas":{\#
        },"f:selector":{},"f:strategy":{},"f:template":{"f:metadata":{"f:creationTimestamp":{},"f:labels":{"f:a":{\#
        }}},"f:spec":{"f:affinity":{"f:nodeAffinity":{"f:requiredDuringSchedulingIgnoredDuringExecution":{}}},"f:c\#
        ontainers":{"k:{\"name\":\"c\"}":{".":{},"f:args":{},"f:command":{},"f:env":{"k:{\"name\":\"A\"}":{".":{},\#
        "f:name":{},"f:value":{}},"k:{\"name\":\"B\"}":{".":{},"f:name":{},"f:valueFrom":{"f:fieldRef":{}}},"k:{\"\#
        name\":\"R\"}":{".":{},"f:name":{},"f:valueFrom":{"f:resourceFieldRef":{}}}},"f:image":{},"f:livenessProbe\#
        ":{"f:initialDelaySeconds":{},"f:tcpSocket":{"f:port":{}}},"f:name":{},"f:ports":{"k:{\"containerPort\":80\#
        ,\"protocol\":\"TCP\"}":{".":{},"f:containerPort":{}},"k:{\"containerPort\":81,\"protocol\":\"UDP\"}":{"."\#
        :{},"f:containerPort":{},"f:name":{},"f:protocol":{}}},"f:readinessProbe":{"f:httpGet":{"f:path":{},"f:por\#
        t":{}}},"f:resources":{"f:limits":{"f:cpu":{},"f:memory":{}},"f:requests":{"f:cpu":{}}}}},"f:hostNetwork":\#
        {},"f:imagePullSecrets":{"k:{\"name\":\"x\"}":{}},"f:initContainers":{"k:{\"name\":\"i1\"}":{".":{},"f:ima\#
        ge":{},"f:name":{}},"k:{\"name\":\"i2\"}":{".":{},"f:image":{},"f:name":{}}},"f:nodeSelector":{},"f:securi\#
        tyContext":{},"f:terminationGracePeriodSeconds":{},"f:tolerations":{},"f:volumes":{"k:{\"name\":\"p\"}":{"\#
        .":{},"f:name":{},"f:projected":{"f:sources":{}}},"k:{\"name\":\"s\"}":{".":{},"f:name":{},"f:secret":{"f:\#
        optional":{},"f:secretName":{}}},"k:{\"name\":\"v\"}":{".":{},"f:emptyDir":{},"f:name":{}},"k:{\"name\":\"\#
        w\"}":{".":{},"f:emptyDir":{"f:sizeLimit":{}},"f:name":{}}}}}}}}]},"spec":{"replicas":0,"selector":{"match\#
        Labels":{"a":"b"}},"template":{"metadata":{"labels":{"a":"b"}},"spec":{"volumes":[{"name":"v","emptyDir":{\#
        }},{"name":"w","emptyDir":{"sizeLimit":"1Gi"}},{"name":"p","projected":{"sources":[{"serviceAccountToken":\#
        {"expirationSeconds":3600,"path":"t"}},{"downwardAPI":{"items":[{"path":"n","fieldRef":{"apiVersion":"v1",\#
        "fieldPath":"metadata.name"}},{"path":"q","resourceFieldRef":{"containerName":"c","resource":"limits.cpu",\#
        "divisor":"1"}}]}}],"defaultMode":420}},{"name":"s","secret":{"secretName":"x","defaultMode":420,"optional\#
        ":false}}],"initContainers":[{"name":"i1","image":"x","resources":{},"terminationMessagePath":"/dev/termin\#
        ation-log","terminationMessagePolicy":"File","imagePullPolicy":"Always"},{"name":"i2","image":"x","resourc\#
        es":{},"terminationMessagePath":"/dev/termination-log","terminationMessagePolicy":"File","imagePullPolicy"\#
        :"Always"}],"containers":[{"name":"c","image":"x","command":["a","b"],"ports":[{"containerPort":80,"protoc\#
        ol":"TCP"},{"name":"u","containerPort":81,"protocol":"UDP"}],"env":[{"name":"A"},{"name":"B","valueFrom":{\#
        "fieldRef":{"apiVersion":"v1","fieldPath":"metadata.name"}}},{"name":"R","valueFrom":{"resourceFieldRef":{\#
        "resource":"limits.cpu","divisor":"0"}}}],"resources":{"limits":{"cpu":"1","memory":"1Gi"},"requests":{"cp\#
        u":"1"}},"livenessProbe":{"tcpSocket":{"port":"u"},"timeoutSeconds":1,"periodSeconds":10,"successThreshold\#
        ":1,"failureThreshold":3},"readinessProbe":{"httpGet":{"path":"/","port":80,"scheme":"HTTP"},"timeoutSecon\#
        ds":1,"periodSeconds":10,"successThreshold":1,"failureThreshold":3},"terminationMessagePath":"/dev/termina\#
        tion-log","terminationMessagePolicy":"File","imagePullPolicy":"Always"}],"restartPolicy":"Always","termina\#
        tionGracePeriodSeconds":30,"dnsPolicy":"ClusterFirst","securityContext":{},"imagePullSecrets":[{"name":"x"\#
        }],"affinity":{"nodeAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":{"nodeSelectorTerms":[{"ma\#
        tchExpressions":[{"key":"a","operator":"In","values":["b"]}]}]}}},"schedulerName":"default-scheduler"}},"s\#
        trategy":{"type":"RollingUpdate","rollingUpdate":{"maxUnavailable":"25%","maxSurge":"25%"}},"revisionHisto\#
        ryLimit":10,"progressDeadlineSeconds":600},"status":{}}
        """#
      )
    }
  }
}
