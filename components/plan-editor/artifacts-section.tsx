'use client';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslations } from 'next-intl';
import { Icon } from '@/components/ui/icons';
import { Mono } from '@/components/ui/mono';
import { Notice } from '@/components/ui/notice';
import { State } from '@/components/ui/state';
import { useErrorText } from '@/components/ui/use-error-text';
import type { BundleIndex } from '@/lib/plan/bundle-index';
import { bundleVersions } from '@/lib/plan/bundle-versions';
import { useEditor, usePlan } from './editor-context';
import { Quiet } from './editor-layout';
import { OptionList } from './option-list';
import { PlanField } from './plan-field';

const Parts = styled('dl')({
  margin: 0,
  border: '1px solid var(--line)',
  borderRadius: 8,
  '& > div': {
    display: 'flex',
    justifyContent: 'space-between',
    gap: 12,
    padding: '5px 12px',
    borderTop: '1px solid var(--line)',
  },
  '& > div:first-of-type': { borderTop: 0 },
  '& dt': { color: 'var(--ink2)' },
  '& dd': { margin: 0 },
});

/** Step 9: where files and images come from. */
export function ArtifactsSection() {
  const t = useTranslations('editor.artifacts');
  const errorText = useErrorText();
  const plan = usePlan();
  const { edit, bundle, readOnly } = useEditor();
  const { artifacts } = plan;
  // Nothing of Kubernetes is fetched there, so that there is nothing to mirror but the chart and the images.
  const existing = plan.kubernetes.distribution === 'existing';
  const folder = artifacts.kind === 'bundle' ? artifacts.folder : '';
  return (
    <>
      <OptionList<'bundle' | 'online'>
        label={t('kind')}
        value={artifacts.kind}
        disabled={readOnly}
        onChange={(kind) =>
          edit((now) => ({ ...now, artifacts: kind === 'bundle' ? { kind, folder: '' } : { kind, mirror: '' } }))
        }
        choices={[
          { value: 'bundle', name: t('bundle'), text: t('bundleText') },
          { value: 'online', name: t('online'), text: t(existing ? 'onlineExisting' : 'onlineText') },
        ]}
      />
      {artifacts.kind === 'online' && !existing && (
        <PlanField
          mono
          path="artifacts.mirror"
          label={t('mirror')}
          aside={t('optional')}
          placeholder="https://mirror.corp.example"
          value={artifacts.mirror}
          onChange={(mirror) =>
            edit((now) => ({ ...now, artifacts: { kind: 'online', mirror: mirror.trim() } }), 'artifacts.mirror')
          }
        />
      )}
      {artifacts.kind === 'bundle' && (
        <>
          <PlanField
            mono
            path="artifacts.folder"
            label={t('folder')}
            placeholder="/srv/slipway/bundle"
            value={artifacts.folder}
            onChange={(value) =>
              edit((now) => ({ ...now, artifacts: { kind: 'bundle', folder: value } }), 'artifacts.folder')
            }
          />
          {folder !== '' && (
            <div style={{ display: 'flex', alignItems: 'center', gap: 8, minHeight: 28 }} role="status">
              {bundle.busy && <State of="running" label={t('reading')} />}
              {bundle.error && <State of="failed" label={errorText({ code: bundle.error })} />}
              {bundle.reading?.index && (
                <State
                  of="passed"
                  label={t('holds', {
                    files: bundle.reading.index.files.length,
                    size: gigabytes(bundle.reading.index),
                  })}
                />
              )}
              <span style={{ flex: 1 }} />
              <Button sx={{ height: 28, fontSize: 12 }} disabled={bundle.busy} onClick={bundle.readAgain}>
                <Icon name="retry" size={14} />
                {t('readAgain')}
              </Button>
            </div>
          )}
          {bundle.reading?.index && <Contents index={bundle.reading.index} />}
          <Problems />
          <Quiet>{t('console')}</Quiet>
        </>
      )}
    </>
  );
}

const gigabytes = (index: BundleIndex) =>
  Math.round(index.files.reduce((sum, file) => sum + file.sizeBytes, 0) / 1e8) / 10;

function Contents({ index }: { index: BundleIndex }) {
  const t = useTranslations('editor.artifacts');
  const versions = bundleVersions(index);
  const parts: [string, string | null][] = [
    ['Kubernetes', versions.kubernetes],
    ['containerd', versions.containerd],
    ['CNI', versions.cniPlugins],
    ['flannel', versions.flannel],
    ['etcd', versions.etcd],
    ['CoreDNS', versions.coredns],
    ['pause', versions.pause],
    [t('architectures'), versions.architectures.join(', ') || null],
    [t('images'), String(index.images.reduce((sum, image) => sum + image.tags.length, 0))],
  ];
  return (
    <Parts>
      {parts.map(([name, version]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{version ? <Mono>{version}</Mono> : <span style={{ color: 'var(--ink3)' }}>{t('absent')}</span>}</dd>
        </div>
      ))}
    </Parts>
  );
}

/** Harmless ones only: what blocks an install is a finding, shown at the folder. */
function Problems() {
  const t = useTranslations('editor.artifacts');
  const { bundle } = useEditor();
  const harmless = (bundle.reading?.problems ?? []).filter(
    (problem) => problem.code === 'file-unlisted' || problem.code === 'image-without-tags',
  );
  if (harmless.length === 0) return null;
  return (
    <Notice tone="note" title={t('unlisted', { count: harmless.length })}>
      {harmless.slice(0, 8).map((problem) => (
        <div key={'path' in problem ? problem.path : problem.code}>
          <Mono>{'path' in problem ? problem.path : ''}</Mono>
        </div>
      ))}
    </Notice>
  );
}
