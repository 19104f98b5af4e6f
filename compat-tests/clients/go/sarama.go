package main

import (
	"encoding/base64"
	"time"

	"github.com/Shopify/sarama"
)

// sarama, of Debian.

var codecs = map[string]sarama.CompressionCodec{
	"none":   sarama.CompressionNone,
	"gzip":   sarama.CompressionGZIP,
	"snappy": sarama.CompressionSnappy,
	"lz4":    sarama.CompressionLZ4,
	"zstd":   sarama.CompressionZSTD,
}

func config() *sarama.Config {
	config := sarama.NewConfig()
	config.Version = sarama.MaxVersion
	config.Producer.RequiredAcks = sarama.WaitForAll
	config.Producer.Return.Successes = true
	config.Producer.MaxMessageBytes = 10_000_000
	config.Producer.Partitioner = sarama.NewManualPartitioner
	config.Consumer.Fetch.Default = 10_000_000
	config.Consumer.Offsets.Initial = sarama.OffsetOldest
	config.Consumer.Group.Session.Timeout = time.Duration(sessionTimeoutMs()) * time.Millisecond
	config.Consumer.Group.Heartbeat.Interval = config.Consumer.Group.Session.Timeout / 10
	return config
}

func produce(asked request) (answer, error) {
	if asked.Codec == "zstd" {
		return nil, absent("it sends zstd by Produce v3, and brokers take that from v7 on")
	}
	with := config()
	with.Producer.Compression = codecs[asked.Codec]
	producer, err := sarama.NewSyncProducer([]string{bootstrap()}, with)
	if err != nil {
		return nil, err
	}
	defer producer.Close()
	var messages []*sarama.ProducerMessage
	for _, each := range asked.Records {
		messages = append(messages, toSend(asked, each))
	}
	err = producer.SendMessages(messages)
	if several, is := err.(sarama.ProducerErrors); is {
		err = several[0].Err
	}
	return nil, err
}

func toSend(asked request, each record) *sarama.ProducerMessage {
	message := &sarama.ProducerMessage{Topic: asked.Topic, Partition: asked.Partition}
	if each.Key != nil {
		message.Key = sarama.ByteEncoder(each.Key)
	}
	if each.Value != nil {
		message.Value = sarama.ByteEncoder(each.Value)
	}
	for _, header := range each.Headers {
		value, _ := base64.StdEncoding.DecodeString(header[1].(string))
		message.Headers = append(message.Headers, sarama.RecordHeader{Key: []byte(header[0].(string)), Value: value})
	}
	if each.Timestamp != nil {
		message.Timestamp = time.UnixMilli(*each.Timestamp)
	}
	return message
}

func read(message *sarama.ConsumerMessage) record {
	timestamp := message.Timestamp.UnixMilli()
	headers := [][2]any{}
	for _, header := range message.Headers {
		headers = append(headers, [2]any{string(header.Key), base64.StdEncoding.EncodeToString(header.Value)})
	}
	return record{message.Partition, message.Offset, message.Key, message.Value, headers, &timestamp}
}

func consume(asked request) (answer, error) {
	consumer, err := sarama.NewConsumer([]string{bootstrap()}, config())
	if err != nil {
		return nil, err
	}
	defer consumer.Close()
	partition, err := consumer.ConsumePartition(asked.Topic, asked.Partition, asked.Offset)
	if err != nil {
		return nil, err
	}
	defer partition.Close()
	end := time.After(time.Duration(asked.Ms) * time.Millisecond)
	records := []record{}
	for len(records) < asked.Count {
		select {
		case message := <-partition.Messages():
			records = append(records, read(message))
		case <-end:
			return answer{"records": records}, nil
		}
	}
	return answer{"records": records}, nil
}

func offsetAt(asked request) (answer, error) {
	client, err := sarama.NewClient([]string{bootstrap()}, config())
	if err != nil {
		return nil, err
	}
	defer client.Close()
	offset, err := client.GetOffset(asked.Topic, asked.Partition, asked.Timestamp)
	return answer{"offset": offset}, err
}

func main() {
	sarama.MaxResponseSize = 64 << 20
	member := &member{}
	ops := map[string]func(request) (answer, error){
		"hello":     func(request) (answer, error) { return answer{"client": "sarama 1.22.1"}, nil },
		"produce":   produce,
		"consume":   consume,
		"offset_at": offsetAt,
		"join":      member.join,
		"poll":      member.poll,
		"commit":    member.commit,
		"leave":     member.leave,
	}
	for name, op := range adminOps {
		ops[name] = op
	}
	serve(ops)
}
