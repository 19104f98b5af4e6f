// node-rdkafka, which is librdkafka: built on Debian's.
'use strict'
const rdkafka = require('node-rdkafka')
const { bootstrap, sessionTimeoutMs, Absent, encoded, decoded, until, asked, serve } = require('./contract')

const common = { 'metadata.broker.list': bootstrap }
let member = null
let admin = null

function connected(client) {
  return new Promise((resolve, reject) => client.connect({ timeout: 10000 }, error => (error ? reject(error) : resolve(client))))
}

function consumer(group, more = {}) {
  return new rdkafka.KafkaConsumer(
    {
      ...common,
      'group.id': group,
      'enable.auto.commit': false,
      'session.timeout.ms': sessionTimeoutMs,
      'heartbeat.interval.ms': Math.floor(sessionTimeoutMs / 10),
      'fetch.message.max.bytes': 10000000,
      ...more,
    },
    { 'auto.offset.reset': 'earliest' },
  )
}

async function closed(client) {
  await new Promise(resolve => client.disconnect(resolve))
}

function read(message) {
  const headers = (message.headers || []).flatMap(each => Object.entries(each).map(([name, value]) => [name, encoded(value)]))
  const { partition, offset, timestamp } = message
  return { partition, offset, timestamp, key: encoded(message.key), value: encoded(message.value), headers }
}

const asAdmin = () => (admin = admin || rdkafka.AdminClient.create(common))

async function metadata() {
  const producer = await connected(new rdkafka.Producer(common))
  try {
    return await asked(producer, 'getMetadata', { timeout: 10000 })
  } finally {
    await closed(producer)
  }
}

serve({
  hello: () => ({
    client: `node-rdkafka ${require('node-rdkafka/package.json').version} on librdkafka ${rdkafka.librdkafkaVersion}`,
    without: { empty: 'an empty key or value becomes null' },
  }),

  async produce({ topic, partition, codec, records }) {
    const producer = await connected(
      new rdkafka.Producer({ ...common, 'compression.codec': codec, 'message.max.bytes': 10000000, dr_cb: true }, { acks: -1 }),
    )
    const reports = []
    producer.setPollInterval(20)
    producer.on('delivery-report', (error, report) => reports.push(error))
    for (const { key, value, headers, timestamp } of records) {
      const named = headers.map(([name, content]) => ({ [name]: decoded(content) }))
      producer.produce(topic, partition, decoded(value), decoded(key), timestamp, null, named)
    }
    await until(() => reports.length === records.length, 30000)
    await closed(producer)
    const error = reports.find(each => each)
    if (error) throw error
    if (reports.length < records.length) throw new Error('not acknowledged in time')
  },

  async consume({ topic, partition, offset, count, ms }) {
    const reader = await connected(consumer('unused'))
    try {
      reader.assign([{ topic, partition, offset }])
      reader.setDefaultConsumeTimeout(200)
      const records = []
      const end = Date.now() + ms
      while (records.length < count && Date.now() < end) {
        records.push(...(await asked(reader, 'consume', count - records.length)).map(read))
      }
      return { records }
    } finally {
      await closed(reader)
    }
  },

  async offset_at({ topic, partition, timestamp }) {
    const reader = await connected(consumer('unused'))
    try {
      const found = await asked(reader, 'offsetsForTimes', [{ topic, partition, offset: timestamp }], 10000)
      return { offset: found[0].offset }
    } finally {
      await closed(reader)
    }
  },

  async join({ topic, group, assignor, instance }) {
    if (assignor === 'sticky') throw new Absent('no assignor of that name')
    member = await connected(
      consumer(group, {
        rebalance_cb: true,
        ...(assignor && { 'partition.assignment.strategy': assignor }),
        ...(instance && { 'group.instance.id': instance }),
      }),
    )
    member.setDefaultConsumeTimeout(200)
    member.subscribe([topic])
  },
  async poll() {
    const records = (await asked(member, 'consume', 1000)).map(read)
    return { records, assignment: member.assignments().map(each => each.partition) }
  },
  async commit() {
    try {
      member.commitSync(null)
    } catch (error) {
      if (error.code !== rdkafka.CODES.ERRORS.ERR__NO_OFFSET) throw error // nothing was read
    }
  },
  leave: () => closed(member),

  create_topic: ({ topic, partitions, configs }) =>
    asked(asAdmin(), 'createTopic', { topic, num_partitions: partitions, replication_factor: 1, config: configs }, 10000),
  topics: async () => ({ topics: (await metadata()).topics.map(each => each.name) }),
  partitions: async ({ topic }) => ({
    partitions: (await metadata()).topics.find(each => each.name === topic).partitions.length,
  }),
  add_partitions: ({ topic, total }) => asked(asAdmin(), 'createPartitions', topic, total, 10000),
  delete_topic: ({ topic }) => asked(asAdmin(), 'deleteTopic', topic, 10000),
})
