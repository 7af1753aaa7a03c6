import { describe, expect, it } from 'vitest';
import { readService } from '../../src/lib/tables/status-words.ts';

describe('readService', () => {
  it.each([
    ...[
      '停用',
      ' 已停用 ',
      '停用（2023）',
      '停 用',
      '暂停营业',
      '暂停服务',
      '停止运营',
      '停业整顿',
      '关闭',
      '已关停'
    ],
    ...[
      '规划',
      '规划中',
      '在建',
      '筹建',
      '筹备中',
      '拟建',
      '待建',
      '建设中',
      '施工中',
      '未启用',
      '建成未启用'
    ],
    ...[
      '尚未投入使用',
      '未正式运营',
      '暂不开放',
      '不再使用',
      '拆除',
      '撤销',
      '注销',
      '闲置',
      '废弃',
      '装修中',
      '否'
    ],
    ...['關閉', '規劃', '籌建', '＿ｃｌｏｓｅｄ'],
    ...[
      'Closed',
      'permanently_closed',
      'planned',
      'under construction',
      'under-construction',
      'construction'
    ],
    ...[
      'proposed',
      'suspended',
      'paused',
      'inactive',
      'not in use',
      'not yet open',
      'non-operational',
      'disused'
    ]
  ])('%s does not serve', (word) => expect(readService(word)).toBe('not_serving'));

  it.each([
    ...[
      '正常',
      '运营',
      '运营中',
      '试运营',
      '正常营业',
      '开放',
      '在用',
      '启用',
      '已启用',
      '正在使用',
      '投入使用'
    ],
    ...[
      '已建成',
      '现状',
      '是',
      '運營',
      'open',
      'Active',
      'operating',
      'operational',
      'in use',
      'in_service',
      'yes'
    ]
  ])('%s serves', (word) => expect(readService(word)).toBe('serving'));

  it.each(['未停用', '待核实', '搬迁', 'A', '1', '2', '非正常', '未拆除', 'unclear', 'disclosed'])(
    '%s says neither',
    (word) => expect(readService(word)).toBe('unknown')
  );

  it('takes no status for serving', () => {
    expect(readService(null)).toBe('serving');
    expect(readService('  ')).toBe('serving');
  });
});
