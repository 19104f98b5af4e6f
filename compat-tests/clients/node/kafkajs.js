// kafkajs. It brings gzip; the other codecs are plugged in as its documentation says, none of them from its own package.
'use strict'
const { Kafka, CompressionTypes, CompressionCodecs, ConfigResourceTypes, logLevel } = require('kafkajs')
const { bootstrap, sessionTimeoutMs, Absent, encoded, decoded, sleep, until, serve } = require('./contract')

CompressionCodecs[CompressionTypes.Snappy] = require('kafkajs-snappy')
const Lz4 = require('kafkajs-lz4')
CompressionCodecs[CompressionTypes.LZ4] = new Lz4().codec
const zstd = new Promise(resolve => require('zstd-codec').ZstdCodec.run(codec => resolve(new codec.Streaming())))
CompressionCodecs[CompressionTypes.ZSTD] = () => ({
  compress: async encoder => Buffer.from((await zstd).compress(encoder.buffer)),
  decompress: async buffer => Buffer.from((await zstd).decompress(buffer)),
})
const codecs = {
  none: CompressionTypes.None,
  gzip: CompressionTypes.GZIP,
  snappy: CompressionTypes.Snappy,
  lz4: CompressionTypes.LZ4,
  zstd: CompressionTypes.ZSTD,
}

const kafka = new Kafka({ brokers: [bootstrap], logLevel: logLevel.WARN, retry: { retries: 3 } })
let member = null
let alone = 0

async function withAdmin(ask) {
  const admin = kafka.admin()
  await admin.connect()
  try {
    return await ask(admin)
  } finally {
    await admin.disconnect()
  }
}

/** A member of a group that keeps what it reads until it is polled. */
class Member {
  constructor(group) {
    this.records = []
    this.assignment = []
    this.seen = new Map()
    this.topic = null
    this.consumer = kafka.consumer({
      groupId: group,
      sessionTimeout: sessionTimeoutMs,
      heartbeatInterval: Math.floor(sessionTimeoutMs / 10),
      rebalanceTimeout: 10000,
      maxBytesPerPartition: 10000000,
      maxWaitTimeInMs: 200,
    })
    this.consumer.on(this.consumer.events.GROUP_JOIN, ({ payload }) => {
      this.assignment = Object.values(payload.memberAssignment).flat()
    })
    this.consumer.on(this.consumer.events.REBALANCING, () => {
      this.assignment = []
    })
  }

  async join(topic) {
    this.topic = topic
    await this.consumer.connect()
    await this.consumer.subscribe({ topics: [topic], fromBeginning: true })
    await this.consumer.run({
      autoCommit: false,
      eachMessage: async ({ partition, message }) => {
        this.records.push(read(partition, message))
      },
    })
  }

  drained() {
    const records = this.records
    this.records = []
    for (const record of records) this.seen.set(record.partition, record.offset + 1)
    return records
  }

  async commit() {
    const topic = this.topic
    await this.consumer.commitOffsets([...this.seen].map(([partition, next]) => ({ topic, partition, offset: String(next) })))
  }
}

function read(partition, message) {
  const headers = []
  for (const [name, values] of Object.entries(message.headers || {})) {
    for (const value of [values].flat()) headers.push([name, encoded(value)])
  }
  return {
    partition,
    offset: Number(message.offset),
    key: encoded(message.key),
    value: encoded(message.value),
    headers,
    timestamp: Number(message.timestamp),
  }
}

function toSend(record, partition) {
  const headers = {}
  for (const [name, value] of record.headers) (headers[name] = headers[name] || []).push(decoded(value))
  return {
    partition,
    key: decoded(record.key),
    value: decoded(record.value),
    headers,
    timestamp: record.timestamp === null ? undefined : String(record.timestamp),
  }
}

const topicConfig = topic => ({ type: ConfigResourceTypes.TOPIC, name: topic })

serve({
  hello: () => ({ client: 'kafkajs ' + require('kafkajs/package.json').version }),

  async produce({ topic, partition, codec, records }) {
    const producer = kafka.producer({ retry: { retries: 2 } })
    await producer.connect()
    try {
      const messages = records.map(record => toSend(record, partition))
      await producer.send({ topic, acks: -1, compression: codecs[codec], messages })
    } finally {
      await producer.disconnect()
    }
  },

  // It has no reading without a group: a group of one that seeks.
  async consume({ topic, partition, offset, count, ms }) {
    const reader = new Member(`${topic}-reader-${process.pid}-${alone++}`)
    try {
      await reader.join(topic)
      reader.consumer.seek({ topic, partition, offset: String(offset) })
      const found = () => reader.records.filter(each => each.partition === partition && each.offset >= offset)
      await until(() => found().length >= count, ms)
      const byOffset = new Map(found().map(each => [each.offset, each])) // read before the seek and after it
      return { records: [...byOffset.values()].sort((a, b) => a.offset - b.offset).slice(0, count) }
    } finally {
      await reader.consumer.disconnect()
    }
  },

  offset_at: ({ topic, partition, timestamp }) =>
    withAdmin(async admin => {
      const offsets = await admin.fetchTopicOffsetsByTimestamp(topic, timestamp)
      return { offset: Number(offsets.find(each => each.partition === partition).offset) }
    }),

  async join({ topic, group, assignor, instance }) {
    if (instance) throw new Absent('no static members')
    if (assignor && assignor !== 'roundrobin') throw new Absent('no assignor of that name')
    member = new Member(group)
    await member.join(topic)
    return assignor ? { assignor: 'RoundRobinAssigner' } : {}
  },
  async poll({ ms }) {
    await sleep(ms)
    return { records: member.drained(), assignment: member.assignment }
  },
  commit: () => member.commit(),
  leave: () => member.consumer.disconnect(),

  create_topic: ({ topic, partitions, configs }) =>
    withAdmin(async admin => {
      const configEntries = Object.entries(configs).map(([name, value]) => ({ name, value }))
      const created = await admin.createTopics({ topics: [{ topic, numPartitions: partitions, replicationFactor: 1, configEntries }] })
      if (!created) throw new Error('createTopics said false, which means that the topic exists')
    }),
  topics: () => withAdmin(async admin => ({ topics: await admin.listTopics() })),
  partitions: ({ topic }) =>
    withAdmin(async admin => ({ partitions: (await admin.fetchTopicMetadata({ topics: [topic] })).topics[0].partitions.length })),
  config: ({ topic, name }) =>
    withAdmin(async admin => {
      const described = await admin.describeConfigs({ resources: [{ ...topicConfig(topic), configNames: [name] }] })
      return { value: described.resources[0].configEntries[0].configValue }
    }),
  alter_config: ({ topic, name, value }) =>
    withAdmin(admin => admin.alterConfigs({ resources: [{ ...topicConfig(topic), configEntries: [{ name, value }] }] }).then(() => ({}))),
  add_partitions: ({ topic, total }) =>
    withAdmin(admin => admin.createPartitions({ topicPartitions: [{ topic, count: total }] }).then(() => ({}))),
  delete_records: ({ topic, partition, before }) =>
    withAdmin(async admin => {
      await admin.fetchTopicOffsets(topic) // it only looks for leaders where it has metadata
      await admin.deleteTopicRecords({ topic, partitions: [{ partition, offset: String(before) }] })
    }),
  delete_topic: ({ topic }) => withAdmin(admin => admin.deleteTopics({ topics: [topic] })),
  groups: () => withAdmin(async admin => ({ groups: (await admin.listGroups()).groups.map(each => each.groupId) })),
  describe_group: ({ group }) =>
    withAdmin(async admin => {
      const described = (await admin.describeGroups([group])).groups[0]
      return { state: described.state, members: described.members.length }
    }),
  delete_group: ({ group }) => withAdmin(admin => admin.deleteGroups([group]).then(() => ({}))),
})
