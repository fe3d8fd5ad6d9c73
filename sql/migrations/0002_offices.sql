-- Bureaus, offices and services are global facts without an office_id; what an office decides for itself is its own.

-- 労働局, one a prefecture (JIS X 0401).
CREATE TABLE bureaus (
  code text NOT NULL,
  name text NOT NULL,
  CONSTRAINT bureaus_pkey PRIMARY KEY (code),
  CONSTRAINT bureaus_code_is_prefecture CHECK (code ~ '^(0[1-9]|[1-3][0-9]|4[0-7])$')
);
SELECT copy_to_every_node('bureaus');

INSERT INTO bureaus (code, name) VALUES
  ('01', '北海道労働局'), ('02', '青森労働局'), ('03', '岩手労働局'), ('04', '宮城労働局'),
  ('05', '秋田労働局'), ('06', '山形労働局'), ('07', '福島労働局'), ('08', '茨城労働局'),
  ('09', '栃木労働局'), ('10', '群馬労働局'), ('11', '埼玉労働局'), ('12', '千葉労働局'),
  ('13', '東京労働局'), ('14', '神奈川労働局'), ('15', '新潟労働局'), ('16', '富山労働局'),
  ('17', '石川労働局'), ('18', '福井労働局'), ('19', '山梨労働局'), ('20', '長野労働局'),
  ('21', '岐阜労働局'), ('22', '静岡労働局'), ('23', '愛知労働局'), ('24', '三重労働局'),
  ('25', '滋賀労働局'), ('26', '京都労働局'), ('27', '大阪労働局'), ('28', '兵庫労働局'),
  ('29', '奈良労働局'), ('30', '和歌山労働局'), ('31', '鳥取労働局'), ('32', '島根労働局'),
  ('33', '岡山労働局'), ('34', '広島労働局'), ('35', '山口労働局'), ('36', '徳島労働局'),
  ('37', '香川労働局'), ('38', '愛媛労働局'), ('39', '高知労働局'), ('40', '福岡労働局'),
  ('41', '佐賀労働局'), ('42', '長崎労働局'), ('43', '熊本労働局'), ('44', '大分労働局'),
  ('45', '宮崎労働局'), ('46', '鹿児島労働局'), ('47', '沖縄労働局');

-- 公共職業安定所: the tenant. The id is ours, because official codes are corrected now and then.
CREATE TABLE offices (
  id integer NOT NULL,
  code text NOT NULL,
  code_verified boolean NOT NULL DEFAULT false,
  bureau_code text NOT NULL,
  name text NOT NULL,
  phone text NOT NULL,
  time_zone text NOT NULL,
  vendors text[] NOT NULL,
  CONSTRAINT offices_pkey PRIMARY KEY (id),
  CONSTRAINT offices_code_key UNIQUE (code),
  CONSTRAINT offices_id_is_positive CHECK (id > 0),
  CONSTRAINT offices_code_is_four_digits CHECK (code ~ '^[0-9]{4}$'),
  CONSTRAINT offices_name_is_present CHECK (name <> ''),
  CONSTRAINT offices_vendors_are_known CHECK (vendors <@ ARRAY['zoom', 'teleoffice'] AND cardinality(vendors) > 0)
);
SELECT copy_to_every_node('offices');
ALTER TABLE offices ADD CONSTRAINT offices_bureau_fkey FOREIGN KEY (bureau_code) REFERENCES bureaus (code);

-- The four services of the terms' preamble. An office's own services come with their own table.
CREATE TABLE service_types (
  code text NOT NULL,
  name_ja text NOT NULL,
  name_en text NOT NULL,
  minutes smallint NOT NULL,
  CONSTRAINT service_types_pkey PRIMARY KEY (code),
  CONSTRAINT service_types_minutes_in_range CHECK (minutes BETWEEN 5 AND 480)
);
SELECT copy_to_every_node('service_types');

INSERT INTO service_types (code, name_ja, name_en, minutes) VALUES
  ('consultation', '職業相談', 'Career counseling', 30),
  ('placement', '職業紹介', 'Job placement', 30),
  ('interview', '面接', 'Web interview', 30),
  ('managed_selection', '管理選考', 'Managed selection', 30);

-- How an office reads what the terms leave open (A1, A2, A3, A4, A5, A6, A7).
CREATE TABLE policies (
  office_id integer NOT NULL,
  confirm_cutoff text NOT NULL DEFAULT 'calendar_day_end',
  offer_reply_open_days smallint NOT NULL DEFAULT 2,
  hold_offers boolean NOT NULL DEFAULT true,
  max_candidates smallint NOT NULL DEFAULT 3,
  job_seeker_number_required_at text NOT NULL DEFAULT 'confirm',
  grid_minutes smallint NOT NULL DEFAULT 30,
  cancel_channels text[] NOT NULL DEFAULT ARRAY['phone', 'my_page'],
  no_show_minutes smallint NOT NULL DEFAULT 10,
  CONSTRAINT policies_pkey PRIMARY KEY (office_id),
  CONSTRAINT policies_confirm_cutoff_is_known CHECK (
    confirm_cutoff ~ '^(calendar_day_end|(calendar_day_at|previous_open_day_at) ([01][0-9]|2[0-3]):[0-5][0-9])$'),
  CONSTRAINT policies_offer_reply_open_days_in_range CHECK (offer_reply_open_days BETWEEN 1 AND 30),
  CONSTRAINT policies_max_candidates_in_range CHECK (max_candidates BETWEEN 1 AND 10),
  CONSTRAINT policies_job_seeker_number_required_at_is_known CHECK (
    job_seeker_number_required_at IN ('application', 'confirm', 'session')),
  CONSTRAINT policies_grid_minutes_in_range CHECK (grid_minutes BETWEEN 5 AND 240),
  CONSTRAINT policies_cancel_channels_are_known CHECK (
    cancel_channels <@ ARRAY['phone', 'my_page', 'counter'] AND cardinality(cancel_channels) > 0),
  CONSTRAINT policies_no_show_minutes_in_range CHECK (no_show_minutes BETWEEN 1 AND 120)
);
SELECT distribute_by_office('policies');
ALTER TABLE policies ADD CONSTRAINT policies_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE policies ENABLE ROW LEVEL SECURITY;
ALTER TABLE policies FORCE ROW LEVEL SECURITY;
CREATE POLICY policies_owner ON policies TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY policies_app ON policies TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);

-- The windows of a week (A2): minutes since local midnight, valid from a date until, exclusively, another.
CREATE TABLE weekly_hours (
  office_id integer NOT NULL,
  weekday smallint NOT NULL,
  opens smallint NOT NULL,
  closes smallint NOT NULL,
  valid_from date NOT NULL DEFAULT '1955-01-01',
  valid_until date,
  CONSTRAINT weekly_hours_pkey PRIMARY KEY (office_id, weekday, opens, valid_from),
  CONSTRAINT weekly_hours_weekday_is_iso CHECK (weekday BETWEEN 1 AND 7),
  CONSTRAINT weekly_hours_window_is_ordered CHECK (0 <= opens AND opens < closes AND closes <= 1440),
  CONSTRAINT weekly_hours_validity_is_ordered CHECK (valid_until > valid_from),
  CONSTRAINT weekly_hours_never_overlap EXCLUDE USING gist (
    office_id WITH =, weekday WITH =,
    int4range(opens, closes) WITH &&, daterange(valid_from, valid_until) WITH &&)
);
SELECT distribute_by_office('weekly_hours');
ALTER TABLE weekly_hours ADD CONSTRAINT weekly_hours_office_fkey FOREIGN KEY (office_id) REFERENCES offices (id);
ALTER TABLE weekly_hours ENABLE ROW LEVEL SECURITY;
ALTER TABLE weekly_hours FORCE ROW LEVEL SECURITY;
CREATE POLICY weekly_hours_owner ON weekly_hours TO madoguchi_owner
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);
CREATE POLICY weekly_hours_app ON weekly_hours TO madoguchi_app
  USING (office_id = nullif(current_setting('app.office_id', true), '')::integer);

GRANT SELECT ON bureaus, offices, service_types, weekly_hours TO madoguchi_app;
GRANT SELECT, UPDATE ON policies TO madoguchi_app;
GRANT SELECT ON bureaus, offices, service_types TO madoguchi_region;
