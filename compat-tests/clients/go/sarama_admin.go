package main

import "github.com/Shopify/sarama"

// administer gives one call its own admin client, so that none remembers what another has changed.
func administer(call func(sarama.ClusterAdmin, request) (answer, error)) func(request) (answer, error) {
	return func(asked request) (answer, error) {
		admin, err := sarama.NewClusterAdmin([]string{bootstrap()}, config())
		if err != nil {
			return nil, err
		}
		defer admin.Close()
		return call(admin, asked)
	}
}

var adminOps = map[string]func(request) (answer, error){
	"create_topic": administer(func(admin sarama.ClusterAdmin, asked request) (answer, error) {
		detail := &sarama.TopicDetail{NumPartitions: asked.Partitions, ReplicationFactor: 1}
		return nil, admin.CreateTopic(asked.Topic, detail, false)
	}),
	"topics": administer(func(admin sarama.ClusterAdmin, asked request) (answer, error) {
		topics, err := admin.ListTopics()
		names := []string{}
		for name := range topics {
			names = append(names, name)
		}
		return answer{"topics": names}, err
	}),
	"partitions": administer(func(admin sarama.ClusterAdmin, asked request) (answer, error) {
		topics, err := admin.DescribeTopics([]string{asked.Topic})
		if err != nil {
			return nil, err
		}
		return answer{"partitions": len(topics[0].Partitions)}, nil
	}),
	"config": administer(func(admin sarama.ClusterAdmin, asked request) (answer, error) {
		resource := sarama.ConfigResource{Type: sarama.TopicResource, Name: asked.Topic, ConfigNames: []string{asked.Name}}
		entries, err := admin.DescribeConfig(resource)
		if err != nil {
			return nil, err
		}
		return answer{"value": entries[0].Value}, nil
	}),
	"alter_config": administer(func(admin sarama.ClusterAdmin, asked request) (answer, error) {
		return nil, admin.AlterConfig(sarama.TopicResource, asked.Topic, map[string]*string{asked.Name: &asked.Value}, false)
	}),
	"add_partitions": administer(func(admin sarama.ClusterAdmin, asked request) (answer, error) {
		return nil, admin.CreatePartitions(asked.Topic, asked.Total, nil, false)
	}),
	"delete_records": administer(func(admin sarama.ClusterAdmin, asked request) (answer, error) {
		return nil, admin.DeleteRecords(asked.Topic, map[int32]int64{asked.Partition: asked.Before})
	}),
	"delete_topic": administer(func(admin sarama.ClusterAdmin, asked request) (answer, error) {
		return nil, admin.DeleteTopic(asked.Topic)
	}),
	"groups": administer(func(admin sarama.ClusterAdmin, asked request) (answer, error) {
		groups, err := admin.ListConsumerGroups()
		names := []string{}
		for name := range groups {
			names = append(names, name)
		}
		return answer{"groups": names}, err
	}),
	"describe_group": administer(func(admin sarama.ClusterAdmin, asked request) (answer, error) {
		groups, err := admin.DescribeConsumerGroups([]string{asked.Group})
		if err != nil {
			return nil, err
		}
		return answer{"state": groups[0].State, "members": len(groups[0].Members)}, nil
	}),
}
