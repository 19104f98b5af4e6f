// kafka-node, whose last release is of 2019.
'use strict'
const kafka = require('kafka-node')
const { bootstrap, sessionTimeoutMs, Absent, encoded, decoded, sleep, until, asked, serve } = require('./contract')

const codecs = { none: 0, gzip: 1, snappy: 2 }
let client = null
let member = null
let records = []

/** One connection for all calls; its first metadata is here when this returns. */
async function ready() {
  if (client) return client
  client = new kafka.KafkaClient({ kafkaHost: bootstrap, connectTimeout: 5000, requestTimeout: 10000 })
  await new Promise((resolve, reject) => {
    client.once('ready', resolve)
    client.once('error', reject)
  })
  return client
}

function read(message) {
  const { partition, offset, key, value, timestamp } = message
  return { partition, offset, key: encoded(key), value: encoded(value), headers: [], timestamp: timestamp && timestamp.getTime() }
}

async function adminCall(name, ...given) {
  return asked(new kafka.Admin(await ready()), name, ...given)
}

serve({
  hello: () => ({
    client: 'kafka-node ' + require('kafka-node/package.json').version,
    without: { reading: 'it fetches by v0 to v2, and brokers since Apache Kafka 4.0 begin with v4 (KIP-896)' },
  }),

  async produce({ codec, records }) {
    if (!(codec in codecs)) throw new Absent('it has gzip and snappy')
    if (records.some(each => each.headers.length > 0)) throw new Absent('no headers')
    throw new Absent('it produces by v0 to v2, and brokers since Apache Kafka 4.0 begin with v3 (KIP-896)')
  },
  consume() {
    throw new Absent('it fetches by v0 to v2, and brokers since Apache Kafka 4.0 begin with v4 (KIP-896)')
  },
  async join({ topic, group }) {
    records = []
    const options = { kafkaHost: bootstrap, groupId: group, sessionTimeout: sessionTimeoutMs, autoCommit: false }
    member = new kafka.ConsumerGroup({ ...options, fromOffset: 'earliest', encoding: 'buffer' }, [topic])
    let failure = null
    member.on('message', message => records.push(read(message)))
    member.on('error', error => (failure = error))
    await sleep(1000)
    if (failure) throw failure
  },
  async poll({ ms }) {
    await sleep(ms)
    const polled = records
    records = []
    const topics = member.topicPayloads || []
    return { records: polled, assignment: topics.map(each => each.partition) }
  },
  commit: () => asked(member, 'commit', true).then(() => ({})),
  leave: () => asked(member, 'close', false).then(() => ({})),

  async create_topic({ topic, partitions, configs }) {
    const configEntries = Object.entries(configs).map(([name, value]) => ({ name, value }))
    const failed = await adminCall('createTopics', [{ topic, partitions, replicationFactor: 1, configEntries }])
    if (failed.length > 0) throw new Error(failed[0].error)
  },
  topics: async () => ({ topics: Object.keys((await adminCall('listTopics'))[1].metadata) }),
  partitions: async ({ topic }) => ({
    partitions: Object.keys((await asked(await ready(), 'loadMetadataForTopics', [topic]))[1].metadata[topic]).length,
  }),
  async config({ topic, name }) {
    const resource = { resourceType: 'topic', resourceName: topic, configNames: [name] }
    const described = await adminCall('describeConfigs', { resources: [resource], includeSynonyms: false })
    return { value: described[0].configEntries[0].configValue }
  },
  alter_config() {
    throw new Absent('configurations are described, not altered')
  },
  groups: async () => ({ groups: Object.keys(await adminCall('listGroups')) }),
  async describe_group({ group }) {
    const described = (await adminCall('describeGroups', [group]))[group]
    return { state: described.state, members: described.members.length }
  },
})
